/** The last things this browser chose from a list. Losing them costs nothing, so storage that refuses is ignored. */
interface Recent {
  read: () => string[];
  remember: (entry: string) => void;
}

export function recentList(key: string, max: number): Recent {
  const read = (): string[] => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string").slice(0, max) : [];
    } catch {
      return [];
    }
  };
  const remember = (entry: string): void => {
    try {
      const others = read().filter((other) => other !== entry);
      localStorage.setItem(key, JSON.stringify([entry, ...others].slice(0, max)));
    } catch {
      // Private windows may refuse.
    }
  };
  return { read, remember };
}
