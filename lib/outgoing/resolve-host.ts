/** Resolves a name and refuses what is not public. The caller connects to the address that it gets, so nothing changes in between. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "./address";
import type { AllowHosts } from "./allow-hosts";

export class RefusedHostError extends Error {
  override name = "RefusedHostError";
}

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}
export type ResolveHost = (host: string, port: number) => Promise<ResolvedAddress>;
type Lookup = (host: string) => Promise<{ address: string; family: number }[]>;

const systemLookup: Lookup = (host) => lookup(host, { all: true, verbatim: true });

/** Any private address among a name's addresses refuses it: a mixed answer is an attempt to get in. */
export function createResolveHost(options: { allowHosts: AllowHosts; lookup?: Lookup }): ResolveHost {
  const find = options.lookup ?? systemLookup;
  return async (host, port) => {
    const name = host.replace(/^\[|\]$/g, "");
    const found = isIP(name) === 0 ? await find(name) : [{ address: name, family: isIP(name) }];
    const [first] = found;
    if (first === undefined) throw new Error(`${name} has no address.`);
    if (!options.allowHosts.has(name, port) && !found.every(({ address }) => isPublicAddress(address)))
      throw new RefusedHostError(
        `${name} is an address inside the network of Hookline's server, which steps may not call. Whoever runs Hookline can allow it: HOOKLINE_ALLOW_HOSTS=${name}:${port}`,
      );
    return { address: first.address, family: first.family === 6 ? 6 : 4 };
  };
}
