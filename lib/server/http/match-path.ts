/** Reads `/api/v1/workflows/{workflowId}` out of a path; null where they differ. */
export function matchPath(template: string, path: string): Record<string, string> | null {
  const expected = template.split("/");
  const actual = path.replace(/\/$/, "").split("/");
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) params[name] = decodePart(value);
    else if (part !== value) return null;
  }
  return params;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
