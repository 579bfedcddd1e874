"use client";
/** The builder: one workflow's draft, from the first step to Publish. */
import { useRouter } from "next/navigation";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { listConnections } from "@/lib/contracts/connections";
import type { Workflow } from "@/lib/contracts/workflows";
import type { IntegrationDescriptor } from "@/lib/graph/descriptor";
import { validateDocument } from "@/lib/graph/validate";
import { useDoorQuery } from "../api/use-door";
import type { CanvasHandle } from "../canvas/canvas-props";
import "./builder.css";
import "./panel.css";
import { BuilderCanvas } from "./builder-canvas";
import {
  BuilderContext,
  type BuilderScene,
  IssuesContext,
  useBuilder,
  useDraft,
  useScene,
} from "./builder-context";
import { BuilderDialogs } from "./builder-dialogs";
import { BuilderRail } from "./builder-rail";
import { BuilderTopBar } from "./builder-top-bar";
import { ChangeStatus } from "./change-status";
import { useCommandKeys } from "./commands/use-command-keys";
import { createAutosave } from "./create-autosave";
import { Palette } from "./palette/palette";
import { ContextMenu, FindBar, fetchParts, Outline } from "./parts-on-demand";
import { SidePanel } from "./side-panel";
import { createBuilderStore } from "./store";
import { useClipboard } from "./use-clipboard";
import { useDraftSaving } from "./use-draft-saving";
import { useNarrow } from "./use-narrow";
import { usePatternEngine } from "./use-pattern-engine";
import { whenIdle } from "./when-idle";

interface Props {
  workflow: Workflow;
  integrations: readonly IntegrationDescriptor[];
}

export function Builder({ workflow, integrations }: Props) {
  const scene = useNewScene({ workflow, integrations });
  return (
    <BuilderContext value={scene}>
      <WithIssues>
        <Regions />
      </WithIssues>
    </BuilderContext>
  );
}

function Regions() {
  useDraftSaving();
  useCommandKeys();
  useClipboard();
  useEffect(() => whenIdle(fetchParts), []);
  const outline = useBuilder((state) => state.outline);
  const find = useBuilder((state) => state.find);
  const menu = useBuilder((state) => state.menu);
  const narrow = useNarrow();
  return (
    <div className="bd-app">
      <BuilderTopBar />
      <BuilderRail />
      <main className="bd-main">
        <Palette />
        {(outline || narrow) && <Outline whole={narrow} />}
        {!narrow && <BuilderCanvas />}
        {find && <FindBar replacing={find === "replace"} />}
      </main>
      <SidePanel />
      <BuilderDialogs />
      <ChangeStatus />
      {menu && <ContextMenu key={`${menu.at.x} ${menu.at.y}`} menu={menu} />}
    </div>
  );
}

function useNewScene({ workflow, integrations }: Props): BuilderScene {
  const canvas = useRef<CanvasHandle>(null);
  const router = useRouter();
  const [scene] = useState(() => {
    const nodes = integrations.flatMap((integration) => integration.nodes);
    const descriptors = Object.fromEntries(nodes.map((node) => [node.type, node]));
    const lookup = (type: string) => (Object.hasOwn(descriptors, type) ? descriptors[type] : undefined);
    const store = createBuilderStore({ workflow, lookup });
    const autosave = createAutosave(store, workflow.revision);
    const go = (path: string) => router.push(path);
    return { store, integrations, descriptors, lookup, autosave, canvas, go };
  });
  return scene;
}

/** Findings follow typing a little later, so that they never hold it up. */
function WithIssues({ children }: { children: ReactNode }) {
  const { lookup } = useScene();
  const document = useDeferredValue(useDraft());
  const { data } = useDoorQuery(listConnections, {});
  const hasPatterns = usePatternEngine();
  // biome-ignore lint/correctness/useExhaustiveDependencies: patterns can be looked at once they can be compiled.
  const issues = useMemo(() => {
    const connections = data?.connections;
    return validateDocument(document, lookup, connections ? { connections } : {});
  }, [document, lookup, data, hasPatterns]);
  return <IssuesContext value={issues}>{children}</IssuesContext>;
}
