/** So many calls to one host under way at once in this worker. Further ones wait before they begin, so their own time limits do not run. */
export interface HostGate {
  /** Resolves with what gives the place back, to be called once; rejects when `signal` aborts first. */
  enter(origin: string, signal: AbortSignal): Promise<() => void>;
  /** The same without waiting; null where the host has its fill. */
  tryEnter(origin: string): (() => void) | null;
}

interface Host {
  underWay: number;
  waiting: (() => void)[];
}

export function createHostGate(limit: number): HostGate {
  const hosts = new Map<string, Host>();

  function leave(origin: string, host: Host): void {
    const next = host.waiting.shift();
    if (next !== undefined) next();
    else if (--host.underWay === 0) hosts.delete(origin);
  }

  function hostOf(origin: string): Host {
    const host = hosts.get(origin) ?? { underWay: 0, waiting: [] };
    hosts.set(origin, host);
    return host;
  }

  function tryEnter(origin: string): (() => void) | null {
    const host = hostOf(origin);
    if (host.underWay >= limit) return null;
    host.underWay++;
    return () => leave(origin, host);
  }

  return {
    tryEnter,
    async enter(origin, signal) {
      signal.throwIfAborted();
      const free = tryEnter(origin);
      if (free !== null) return free;
      const host = hostOf(origin);
      await stand(host, signal);
      return () => leave(origin, host);
    },
  };
}

/** Until a call that ends hands its place on. */
const stand = (host: Host, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      host.waiting = host.waiting.filter((one) => one !== enter);
      reject(signal.reason);
    };
    const enter = () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    };
    signal.addEventListener("abort", giveUp, { once: true });
    host.waiting.push(enter);
  });
