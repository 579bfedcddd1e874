"use client";
/** The links of the draft's trigger, each judged by the branches as they are being edited. */
import { useMemo } from "react";
import { type LinkView, listLinks } from "@/lib/contracts/links";
import { referenceText, TRIGGER } from "@/lib/graph/references";
import { triggerNodeOf } from "@/lib/graph/traverse";
import { useDoorQuery } from "../../api/use-door";
import { useDraft, useScene } from "../builder-context";
import { useInspector } from "./inspector-context";
import { type Branch, type JudgedLink, judgeLinks, type LinkField, takenBy } from "./link-branches";

const FRESH_MS = 30_000;
const NONE: LinkView[] = [];

export interface LinkBranches {
  /** Null where the trigger is not about links. */
  field: LinkField | null;
  source: "events" | "example" | "none";
  links: readonly JudgedLink[];
  /** Pages beyond those that are listed. */
  more: number;
  /** They take Otherwise. */
  unhandled: readonly JudgedLink[];
  /** The link of the sample, and what it takes. */
  sample: { address: string; takenBy: Branch[] } | null;
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

export function useLinkBranches(branches: readonly Branch[], all: boolean): LinkBranches {
  const draft = useDraft();
  const { lookup } = useScene();
  const { scope } = useInspector();
  const trigger = triggerNodeOf(draft, lookup);
  const path = trigger && lookup(trigger.type)?.linkField;
  const { connectionId } = trigger ?? {};
  const query = useDoorQuery(
    listLinks,
    { query: { trigger: trigger?.type ?? "", ...(connectionId === undefined ? {} : { connectionId }) } },
    { enabled: path !== undefined, staleTime: FRESH_MS },
  );
  const links = query.data?.links ?? NONE;
  const judged = useMemo(() => {
    if (path === undefined) return { field: null, links: [], sample: null };
    const field = { path, template: referenceText(TRIGGER, path) };
    const judge = { branches, field, scope, all, now: new Date() };
    const address = sampleLink(scope.trigger, path);
    return {
      field,
      links: judgeLinks(links, judge),
      sample: address === null ? null : { address, takenBy: takenBy(address, judge) },
    };
  }, [links, branches, path, scope, all]);
  return {
    ...judged,
    source: query.data?.source ?? "none",
    more: query.data?.more ?? 0,
    unhandled: judged.links.filter((link) => link.takenBy.length === 0),
    isLoading: path !== undefined && query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

function sampleLink(output: unknown, path: string): string | null {
  const value =
    output !== null && typeof output === "object" ? (output as Record<string, unknown>)[path] : null;
  return typeof value === "string" && value !== "" ? value : null;
}
