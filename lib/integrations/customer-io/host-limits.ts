/**
 * What Customer.io's APIs allow, per workspace there; source: https://docs.customer.io/integrations/api/app/, read on 2026-11-23. The Track API's
 * limit (about 1,000 a second, soft) is beyond what one installation sends.
 */
import type { HostLimit } from "../../kit/limits";

const APP_API = ["api.customer.io", "api-eu.customer.io"];

export const hostLimits: readonly HostLimit[] = [
  {
    hosts: APP_API,
    method: "POST",
    path: /^\/v1\/campaigns\/[^/]+\/triggers\/?$/,
    per: "path",
    everyMs: 10_000,
    because: "Customer.io lets a broadcast be triggered once in 10 seconds",
  },
  {
    hosts: APP_API,
    method: "POST",
    path: /^\/v1\/send\//,
    per: "host",
    everyMs: 10,
    because: "Customer.io allows 100 transactional messages a second",
  },
  {
    hosts: APP_API,
    path: /^\/v1\//,
    per: "host",
    everyMs: 100,
    because: "Customer.io's App API allows 10 calls a second",
  },
];
