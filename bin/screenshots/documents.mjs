/** The workflows of the pictures: a small shop's, named as people name them. Each step type has its picture somewhere. */

const url = (operator, value, field = "{{ trigger.href }}") => ({ field, type: "url", operator, value });
const all = (...conditions) => ({ match: "all", conditions });
const person = { field: "{{ trigger.machine }}", type: "boolean", operator: "is_not_true" };

/** A chain from the trigger on, with equal gaps; `at` moves a step up or down. */
function chain(trigger, ...steps) {
  const nodes = [{ id: "trigger", type: trigger, config: {} }, ...steps].map(
    ({ row = 0, ...node }, index) => ({
      ...node,
      position: { x: index * 368, y: row },
    }),
  );
  const edges = nodes
    .slice(1)
    .map(({ id }, index) => ({ id: `e${index}`, source: nodes[index].id, target: id }));
  return { formatVersion: 1, nodes, edges };
}

const CLICK = "customer-io.email-link-clicked";
const OPEN = "customer-io.email-opened";
const slackStep = (connectionId, text) => ({
  id: "slack",
  type: "slack.post-message",
  connectionId,
  config: { channel: "#sales", text },
});

/** `{slack, email}`: ids of connections; `receiver`: an address that steps may call. */
export function pricingFollowUp({ slack, receiver }) {
  const nodes = [
    { id: "trigger", type: CLICK, config: {}, position: { x: 0, y: 112 } },
    {
      id: "people",
      type: "flow.filter",
      name: "Real people, our site",
      config: { conditions: all(person, url("url_host_is", "shop.example.com")) },
      position: { x: 368, y: 112 },
    },
    {
      id: "link",
      type: "flow.branch",
      name: "Which page?",
      config: {
        branches: [
          { id: "pricing", name: "Pricing", conditions: all(url("url_path_starts_with", "/pricing")) },
          { id: "docs", name: "Docs", conditions: all(url("url_path_starts_with", "/docs")) },
        ],
      },
      position: { x: 736, y: 80 },
    },
    {
      ...slackStep(slack, "{{ trigger.customer_email }} is looking at pricing: {{ trigger.href }}"),
      name: "Tell sales",
      position: { x: 1104, y: 0 },
    },
    {
      id: "crm",
      type: "http.request",
      name: "Note it in the CRM",
      config: {
        method: "POST",
        url: `${receiver}/crm/notes`,
        bodyType: "json",
        json: { email: "{{ trigger.customer_email }}", link: "{{ trigger.href }}" },
      },
      position: { x: 1104, y: 240 },
    },
  ];
  const edges = [
    { id: "a", source: "trigger", target: "people" },
    { id: "b", source: "people", target: "link" },
    { id: "c", source: "link", branch: "pricing", target: "slack" },
    { id: "d", source: "link", branch: "docs", target: "crm" },
  ];
  return { formatVersion: 1, nodes, edges };
}

const docsReaders = ({ receiver }) =>
  chain(
    CLICK,
    {
      id: "docs",
      type: "flow.filter",
      name: "Docs only",
      config: { conditions: all(url("url_path_starts_with", "/docs")) },
    },
    {
      id: "tag",
      type: "http.request",
      name: "Tag the reader",
      config: {
        method: "PUT",
        url: `${receiver}/tags`,
        bodyType: "json",
        json: { email: "{{ trigger.customer_email }}" },
      },
    },
  );

const openedNoClick = ({ email }) =>
  chain(
    OPEN,
    { id: "wait", type: "flow.delay", config: { duration: { amount: 2, unit: "days" } } },
    {
      id: "mail",
      type: "email.send-email",
      name: "Ask whether we can help",
      connectionId: email,
      config: {
        to: "{{ trigger.customer_email }}",
        subject: "Anything unclear?",
        text: "You read “{{ trigger.subject }}”. Can we help?",
      },
    },
  );

const unsubscribeIntent = ({ slack }) =>
  chain(
    CLICK,
    {
      id: "leaving",
      type: "flow.filter",
      name: "Unsubscribe page",
      config: { conditions: all(url("url_path_starts_with", "/unsubscribe")) },
    },
    slackStep(slack, "{{ trigger.customer_email }} is about to leave."),
  );

const welcome = ({ slack }) =>
  chain(
    "customer-io.customer-subscribed",
    slackStep(slack, "A new subscriber: {{ trigger.customer_email }}"),
  );

const threeClicks = () =>
  chain(
    CLICK,
    { id: "people", type: "flow.filter", name: "Not a machine click", config: { conditions: all(person) } },
    { id: "note", type: "preview.message", config: { text: "{{ trigger.customer_email }} clicked again" } },
  );

const PLACES = ["Pricing", "Docs", "Blog", "Careers", "Webinars", "Customers", "Changelog"];
/** What follows on each way, over and over. */
const FOLLOWING = [
  (place) => ({ type: "flow.filter", name: `${place}: real people`, config: { conditions: all(person) } }),
  (place) => ({
    type: "preview.message",
    name: `Note ${place.toLowerCase()} reader`,
    config: { text: "{{ trigger.customer_email }}" },
  }),
  () => ({ type: "flow.delay", config: { duration: { amount: 2, unit: "days" } } }),
  (place) => ({
    type: "http.request",
    name: `Tag for ${place.toLowerCase()}`,
    config: { method: "POST", url: "https://crm.example.com/tags", bodyType: "json", json: { tag: place } },
  }),
];
const COLUMNS = 7;

/** A way for each part of the site, and seven or so steps on each of them. */
export function sixtySteps() {
  const ways = [
    ...PLACES.map((place) => ({ id: place.toLowerCase(), place })),
    { id: "otherwise", place: "Others" },
  ];
  const branches = PLACES.map((place) => ({
    id: place.toLowerCase(),
    name: place,
    conditions: all(url("url_path_starts_with", `/${place.toLowerCase()}`)),
  }));
  const middle = ((ways.length - 1) * 220) / 2;
  const head = [
    { id: "trigger", type: CLICK, config: {}, position: { x: 0, y: middle } },
    {
      id: "people",
      type: "flow.filter",
      name: "Real people",
      config: { conditions: all(person) },
      position: { x: 368, y: middle },
    },
    {
      id: "part",
      type: "flow.branch",
      name: "Which part of the site?",
      config: { branches },
      position: { x: 736, y: middle - 96 },
    },
  ];
  const edges = [
    { id: "a", source: "trigger", target: "people" },
    { id: "b", source: "people", target: "part" },
  ];
  const rest = ways.flatMap(({ id, place }, row) =>
    Array.from({ length: COLUMNS + (row === 0 ? 1 : 0) }, (_, column) => {
      const own = `${id}_${column}`;
      const source = column === 0 ? { source: "part", branch: id } : { source: `${id}_${column - 1}` };
      edges.push({ id: own, ...source, target: own });
      return {
        id: own,
        ...FOLLOWING[(column + row) % FOLLOWING.length](place),
        position: { x: 1200 + column * 368, y: row * 220 },
      };
    }),
  );
  return { formatVersion: 1, nodes: [...head, ...rest], edges };
}

/** `runs`: in 24 hours; `failing`: share of them in the hours that are named, counted back from now. */
export const WORKFLOWS = [
  {
    name: "Pricing follow-up",
    tags: ["Sales", "E-mail"],
    make: pricingFollowUp,
    versions: 7,
    changed: true,
    runs: 640,
    failing: { 2: 0.12 },
  },
  { name: "Docs reader tagging", tags: ["Product"], make: docsReaders, versions: 3, runs: 410 },
  {
    name: "Unsubscribe intent to support",
    tags: ["Support", "E-mail"],
    make: unsubscribeIntent,
    versions: 2,
    runs: 120,
    last: "filtered",
  },
  {
    name: "Opened, no click in 2 days",
    tags: ["E-mail"],
    make: openedNoClick,
    versions: 5,
    runs: 260,
    last: "waiting",
  },
  { name: "Three clicks in a week", tags: [], make: threeClicks, versions: 0, runs: 0 },
  {
    name: "Welcome a new subscriber",
    tags: ["Onboarding"],
    make: welcome,
    versions: 4,
    runs: 90,
    failing: { 3: 0.6, 4: 1, 5: 0.4 },
    last: "failed",
  },
];
