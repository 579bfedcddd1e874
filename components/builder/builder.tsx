"use client";
/** The builder: one workflow's draft, from the first step to Publish. */
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Workflow } from "@/lib/contracts/workflows";
import type { IntegrationDescriptor } from "@/lib/graph/descriptor";
import type { CanvasHandle } from "../canvas/canvas-props";
import { SKIPPED_TO, SkipLink } from "../ui/skip-link";
import "./builder.css";
import "./panel.css";
import { BuilderCanvas } from "./builder-canvas";
import { BuilderContext, type BuilderScene, IssuesContext, useBuilder } from "./builder-context";
import { BuilderDialogs } from "./builder-dialogs";
import { BuilderRail } from "./builder-rail";
import { BuilderTopBar } from "./builder-top-bar";
import { ChangeStatus } from "./change-status";
import { useCommandKeys } from "./commands/use-command-keys";
import { createAutosave } from "./create-autosave";
import { useOneOfListAndPanel } from "./narrow-window";
import { OutlineComing } from "./outline/outline-coming";
import { Palette } from "./palette/palette";
import { ContextMenu, FindBar, fetchParts, Outline, TestDrawer } from "./parts-on-demand";
import { usePresence } from "./presence/use-presence";
import { SidePanel } from "./side-panel";
import { createBuilderStore } from "./store";
import { createTestStore } from "./test/test-store";
import { useKeptTests } from "./test/use-kept-tests";
import { createUnsentDrafts } from "./unsent-drafts";
import { useAllIssues } from "./use-all-issues";
import { useClipboard } from "./use-clipboard";
import { useDraftFollowing } from "./use-draft-following";
import { useDraftSaving } from "./use-draft-saving";
import { useNarrow } from "./use-narrow";
import { useOfflinePage } from "./use-offline-page";
import { whenIdle } from "./when-idle";

interface Props {
  workflow: Workflow;
  integrations: readonly IntegrationDescriptor[];
  mayEdit: boolean;
}

export function Builder(props: Props) {
  const scene = useNewScene(props);
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
  useDraftFollowing();
  useOfflinePage();
  usePresence();
  useCommandKeys();
  useClipboard();
  useKeptTests();
  useOneOfListAndPanel();
  useEffect(() => whenIdle(fetchParts), []);
  const outline = useBuilder((state) => state.outline);
  const find = useBuilder((state) => state.find);
  const menu = useBuilder((state) => state.menu);
  const narrow = useNarrow();
  const [ready, setReady] = useState(false);
  // The effects above listen to keys by now.
  useEffect(() => setReady(true), []);
  return (
    <div className="bd-app" aria-busy={!ready || undefined}>
      <SkipLink>Skip to the workflow</SkipLink>
      <BuilderTopBar />
      <BuilderRail />
      <main {...SKIPPED_TO} className="bd-main">
        <Palette />
        {(outline || narrow) && <Outline whole={narrow} />}
        {!narrow && !ready && <OutlineComing onPhones />}
        {!narrow && <BuilderCanvas />}
        {find && <FindBar replacing={find === "replace"} />}
      </main>
      <SidePanel />
      <TestDrawer />
      <BuilderDialogs />
      <ChangeStatus />
      {menu && <ContextMenu key={`${menu.at.x} ${menu.at.y}`} menu={menu} />}
    </div>
  );
}

function useNewScene({ workflow, integrations, mayEdit }: Props): BuilderScene {
  const canvas = useRef<CanvasHandle>(null);
  const router = useRouter();
  const [scene] = useState(() => {
    const nodes = integrations.flatMap((integration) => integration.nodes);
    const descriptors = Object.fromEntries(nodes.map((node) => [node.type, node]));
    const lookup = (type: string) => (Object.hasOwn(descriptors, type) ? descriptors[type] : undefined);
    const store = createBuilderStore({ workflow, lookup, mayEdit });
    const unsent = createUnsentDrafts(workflow.id);
    const autosave = createAutosave(store, workflow, unsent);
    const go = (path: string) => router.push(path);
    const tests = createTestStore();
    return { store, integrations, descriptors, lookup, autosave, unsent, tests, canvas, go };
  });
  return scene;
}

/** Findings follow typing a little later, so that they never hold it up. */
function WithIssues({ children }: { children: ReactNode }) {
  return <IssuesContext value={useAllIssues()}>{children}</IssuesContext>;
}
