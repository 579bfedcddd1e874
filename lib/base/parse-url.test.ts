import { expect, test } from "vitest";
import { hostOf } from "../conditions/operators/url-parts";
import { parseUrl } from "./parse-url";

test("an address with letters beyond ASCII is one, however often it is asked for", () => {
  const address = () => `https://b${String.fromCharCode(0xfc)}cher.example/caf${String.fromCharCode(0xe9)}`;
  const wrong = Array.from({ length: 20_000 }, () => parseUrl(address())?.href).filter(
    (href) => href !== "https://xn--bcher-kva.example/caf%C3%A9",
  );
  expect(wrong).toEqual([]);
  expect(hostOf(address())).toBe("xn--bcher-kva.example");
});

test("other text is none", () => {
  expect(["", "example.com", "http://", "https://a b.com"].map(parseUrl)).toEqual([null, null, null, null]);
});
