import { casesOf, LONG } from "./operator-case";

/** What has no part at all. */
const NO_URL = [
  "https://",
  "http://[",
  "https://exa mple.com/",
  "https://example.com:99999/",
  5,
  true,
  [],
  {},
];

export const urlPartCases = [
  casesOf("url", "url_path_is", {
    value: "/pricing",
    yes: [
      "https://www.example.com/pricing/?utm_source=x",
      "https://example.com/Pricing#top",
      "example.com/pricing",
      "/pricing",
      "pricing",
      "//example.com/pricing",
      "https://user:secret@example.com:8080/pricing",
      "https://example.com/%70ricing",
    ],
    no: [
      "https://example.com/pricing/pro",
      "https://example.com/?p=/pricing",
      "mailto:pricing",
      "%%%",
      ...NO_URL,
    ],
    pairs: [
      ["https://example.com/caf%C3%A9", "/café", true],
      ["https://example.com/CAFÉ", "caf%c3%a9", true],
      ["https://example.com/a/../pricing", "https://other.example/pricing?x=1", true],
      ["https://example.com", "/", true],
      ["https://example.com/%E0%A4%A", "/%E0%A4%A", true],
      ["https://example.com/a%2Fb", "/a/b", false],
      [`https://example.com/${LONG}`, `/${LONG}`, true],
    ],
    cased: [["https://example.com/Pricing", "/pricing", false]],
  }),
  casesOf("url", "url_path_starts_with", {
    value: "/pricing",
    yes: ["https://example.com/pricing/pro", "https://example.com/pricing-old", "/PRICING/x?y#z"],
    no: ["https://example.com/?next=/pricing", "https://pricing.example.com/", "mailto:/pricing", ...NO_URL],
    pairs: [
      ["https://example.com/über/uns", "ÜBER", true],
      ["https://münchen.example:8443/a", "/a", true],
      [`https://example.com/a${LONG}`, "a", true],
      ["https://example.com/a", "", false],
    ],
    cased: [["https://example.com/Pricing", "/pricing", false]],
  }),
  casesOf("url", "url_path_contains", {
    value: "pricing",
    yes: ["https://example.com/en/Pricing/pro", "/pricing", "example.com/x-pricing-y"],
    no: [
      "https://pricing.example.com/",
      "https://example.com/?q=pricing",
      "https://example.com/#pricing",
      ...NO_URL,
    ],
    pairs: [
      ["https://example.com/caf%C3%A9/menu", "CAFÉ", true],
      [`https://example.com/${LONG}/end`, "/end", true],
    ],
    cased: [["https://example.com/Pricing", "pricing", false]],
  }),
  casesOf("url", "url_path_matches", {
    value: "/blog/*",
    yes: ["https://example.com/blog/2026/a-post", "https://example.com/blog/", "/BLOG/x?y=1"],
    no: [
      "https://example.com/blog",
      "https://example.com/en/blog/x",
      "https://example.com/?/blog/x",
      ...NO_URL,
    ],
    pairs: [
      ["https://example.com/a/b/c", "/a/*/c", true],
      ["https://example.com/a/c", "/a/*/c", false],
      ["https://example.com/aa", "*a*a*a*", false],
      ["https://example.com/日本/x", "/日本/*", true],
      ["https://example.com/a.b", "/a?b", false],
      [`https://example.com/${"a".repeat(5000)}`, `/${"*a".repeat(400)}*b`, false],
    ],
    cased: [["https://example.com/Blog/x", "/blog/*", false]],
  }),
  casesOf("url", "url_host_is", {
    value: "example.com",
    yes: [
      "https://www.example.com/x",
      "HTTP://EXAMPLE.COM:8080/",
      "https://user:secret@example.com/",
      "example.com.",
      "//example.com",
    ],
    no: [
      "https://docs.example.com/",
      "https://example.com.evil.test/",
      "https://example.com@evil.test/",
      "/example.com",
      "mailto:a@example.com",
      ...NO_URL,
    ],
    pairs: [
      ["https://BÜCHER.example/", "bücher.example", true],
      ["https://xn--bcher-kva.example/", "https://bücher.example/x", true],
      ["http://localhost:3000/x", "localhost", true],
      ["localhost:3000", "localhost", true],
      ["http://[::1]:80/", "[::1]", true],
      ["https://evil.test\\@example.com/", "example.com", false],
      ["http://127.1/", "127.0.0.1", true],
    ],
  }),
  casesOf("url", "url_host_under", {
    value: "https://example.com",
    yes: ["https://docs.example.com", "https://example.com/x", "https://a.b.EXAMPLE.com:444/"],
    no: [
      "https://notexample.com",
      "https://example.com.evil.test",
      "https://example.org/example.com",
      ...NO_URL,
    ],
    pairs: [
      ["https://shop.bücher.example/", "xn--bcher-kva.example", true],
      ["https://user@docs.example.com", "EXAMPLE.COM", true],
      ["https://example.com", ".com", false],
    ],
  }),
  casesOf("url", "url_file_type_is", {
    value: "pdf",
    yes: ["https://example.com/guide.PDF?x=1", "/a/b.pdf#page=2", "guide.v2.pdf/../x.pdf"],
    no: [
      "https://example.com/pdf",
      "https://example.com/a.pdf/",
      "https://example.com/?f=a.pdf",
      "https://example.pdf/",
      ...NO_URL,
    ],
    pairs: [
      ["https://example.com/a.pdf", ".PDF", true],
      ["https://example.com/%C3%BC.zip", "zip", true],
      ["https://example.com/a.tar.gz", "gz", true],
    ],
  }),
].flat();

const utm = (name: string) =>
  casesOf("url", `url_utm_${name}_is`, {
    value: "Spring Sale",
    yes: [
      `https://example.com/?utm_${name}=spring%20sale`,
      `https://example.com/?UTM_${name.toUpperCase()}=Spring+Sale`,
      `/x?a=1&utm_${name}=SPRING%20SALE#utm`,
    ],
    no: [
      `https://example.com/?utm_${name}=spring`,
      `https://example.com/#utm_${name}=spring%20sale`,
      `https://example.com/?utm_other=spring%20sale`,
      ...NO_URL,
    ],
    pairs: [
      [`https://example.com/?utm_${name}=%C3%A9t%C3%A9`, "ÉTÉ", true],
      [`https://example.com/?utm_${name}=a&utm_${name}=b`, "b", false],
      [`https://example.com/?utm_${name}=%FF`, "%FF", false],
    ],
    cased: [[`https://example.com/?utm_${name}=Sale`, "sale", false]],
  });

export const urlCases = [
  casesOf("url", "url_has_parameter", {
    value: "plan",
    yes: ["https://e.test/?Plan=pro", "https://e.test/?plan", "https://e.test/?a=1&plan=", "/x?%70lan=1"],
    no: ["https://e.test/?plans=1", "https://e.test/plan", "https://e.test/#?plan=1", ...NO_URL],
    pairs: [
      ["https://e.test/?größe=1", "GRÖSSE", false],
      ["https://e.test/?gr%C3%B6%C3%9Fe=1", "größe", true],
      ["mailto:a@e.test?subject=hi", "subject", true],
    ],
  }),
  casesOf("url", "url_parameter_equals", {
    value: { name: "plan", value: "pro" },
    yes: ["https://e.test/?plan=Pro", "https://e.test/?PLAN=pro&plan=team", "/x?plan=%70ro"],
    no: ["https://e.test/?plan=team", "https://e.test/", "https://e.test/?plan", ...NO_URL],
    pairs: [
      ["https://e.test/?plan=", { name: "plan", value: "" }, true],
      ["https://e.test/", { name: "plan", value: "" }, false],
      ["https://e.test/?plan=pro", { name: "plan" }, false],
      ["https://e.test/?q=a+b", { name: "q", value: "a b" }, true],
      ["https://e.test/?n=5", { name: "n", value: 5 }, true],
      ["https://e.test/?plan=pro", "plan", false],
    ],
    cased: [["https://e.test/?plan=Pro", { name: "plan", value: "pro" }, false]],
  }),
  ...["source", "medium", "campaign", "content", "term"].map(utm),
  casesOf("url", "url_same_page", {
    value: "https://e.test/a?p=1",
    yes: [
      "http://www.e.test/a/?utm_source=x&p=1#top",
      "https://E.test/A?p=1&gclid=2",
      "e.test/a?p=1",
      "https://user:secret@e.test/a?p=1",
    ],
    no: ["https://e.test/a?p=2", "https://e.test/a", "https://e.test:8080/a?p=1", "/a?p=1", ...NO_URL],
    pairs: [
      ["https://e.test/%7Ea", "https://e.test/~a", true],
      ["https://bücher.example/", "xn--bcher-kva.example", true],
      ["https://e.test/?b=2&a=1", "https://e.test?a=1&b=2", true],
      ["/a", "a", true],
      ["https://e.test/a", "%%%", false],
    ],
    cased: [["https://e.test/A", "https://e.test/a", false]],
  }),
  casesOf("url", "url_is_mailto", {
    yes: ["mailto:a@b.c", "MAILTO:a@b.c?subject=x", " mailto:ü@b.c"],
    no: ["https://e.test/mailto:a", "a@b.c", "tel:+1", "javascript:mailto", ...NO_URL],
  }),
  casesOf("url", "url_is_unsubscribe", {
    yes: [
      "https://e.test/unsubscribe/abc",
      "https://e.test/?action=Unsubscribe",
      "https://e.test/opt-out",
      "/manage_subscription_preferences?x=1",
    ],
    no: ["https://unsubscribe.test/", "https://e.test/subscribe", "https://e.test/#unsubscribe", ...NO_URL],
  }),
  casesOf("url", "url_is_social", {
    yes: [
      "https://m.facebook.com/page",
      "https://X.com/a",
      "youtube.com/watch?v=1",
      "https://www.linkedin.com:443/",
    ],
    no: [
      "https://notfacebook.com/",
      "https://facebook.com.evil.test/",
      "https://facebook.com@evil.test/",
      "https://e.test/facebook.com",
      ...NO_URL,
    ],
  }),
].flat();
