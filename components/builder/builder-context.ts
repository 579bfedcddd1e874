"use client";
import { createContext, type RefObject, useContext } from "react";
import { useStore } from "zustand";
import type { IntegrationDescriptor, Issue, NodeDescriptor } from "@/lib/graph/descriptor";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import type { CanvasHandle } from "../canvas/canvas-props";
import type { Autosave } from "./autosave";
import type { BuilderState, BuilderStore } from "./store";
import type { TestStore } from "./test/test-store";
import type { UnsentDrafts } from "./unsent-drafts";

/** What does not change while a workflow is open. */
export interface BuilderScene {
  store: BuilderStore;
  integrations: readonly IntegrationDescriptor[];
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  lookup: CatalogueLookup;
  autosave: Autosave;
  /** The test bench. */
  tests: TestStore;
  unsent: UnsentDrafts;
  canvas: RefObject<CanvasHandle | null>;
  /** To another page of the product. */
  go: (path: string) => void;
}

export const BuilderContext = createContext<BuilderScene | null>(null);
export const IssuesContext = createContext<readonly Issue[]>([]);

export function useScene(): BuilderScene {
  const scene = useContext(BuilderContext);
  if (scene === null) throw new Error("useScene outside of a Builder");
  return scene;
}

export const useBuilder = <T>(select: (state: BuilderState) => T): T => useStore(useScene().store, select);

/** The store's commands. They never change, so nothing draws again for them. */
export const useCommands = () => useScene().store.getState();

export const useDraft = () => useBuilder((state) => state.history.document);

export const useIssues = () => useContext(IssuesContext);
