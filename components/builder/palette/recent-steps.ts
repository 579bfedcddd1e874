/** The last step types this browser added. Losing them costs nothing, so storage that refuses is ignored. */
const KEY = "hookline.recent-steps";
const MAX = 3;

export function recentSteps(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((type) => typeof type === "string").slice(0, MAX) : [];
  } catch {
    return [];
  }
}

export function rememberStep(type: string): void {
  try {
    const others = recentSteps().filter((other) => other !== type);
    localStorage.setItem(KEY, JSON.stringify([type, ...others].slice(0, MAX)));
  } catch {
    // Private windows may refuse.
  }
}
