/** The workflow as a whole, and ways to other pages. */
import {
  Activity,
  CloudOff,
  Download,
  FilesIcon,
  GitCompareArrows,
  Inbox,
  KeyRound,
  LayoutList,
  Link2,
  Play,
  Rocket,
  Save,
  SlidersHorizontal,
} from "lucide-react";
import { callDoor } from "@/lib/contracts/call";
import { duplicateWorkflow, exportWorkflow } from "@/lib/contracts/workflows";
import { toast } from "../../ui/toast";
import { saveFile } from "../../workflows/save-file";
import type { BuilderScene } from "../builder-context";
import { testWorkflow } from "../test/start-test";
import type { Command } from "./command";

const showFailure = (error: Error) => toast.error(error.message);
const paramsOf = ({ store }: BuilderScene) => ({ workflowId: store.getState().facts.id });

async function copyWorkflow(scene: BuilderScene): Promise<void> {
  await scene.autosave.flush();
  const made = await callDoor(duplicateWorkflow, { params: paramsOf(scene) });
  scene.go(`/workflows/${made.id}`);
}

async function downloadWorkflow(scene: BuilderScene): Promise<void> {
  await scene.autosave.flush();
  const file = await callDoor(exportWorkflow, { params: paramsOf(scene) });
  saveFile(`${file.name}.json`, JSON.stringify(file, null, 2));
}

const page = (command: Pick<Command, "id" | "name" | "Icon">, path: string): Command => ({
  ...command,
  group: "Go to",
  words: "open page navigate",
  run: ({ scene }) => scene.go(path),
});

export const workflowCommands: readonly Command[] = [
  {
    id: "publish",
    name: "Publish",
    group: "Workflow",
    Icon: Rocket,
    words: "deploy live version release",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ state }) => state.openDialog("publish"),
  },
  {
    id: "backtest",
    name: "Try on past events",
    group: "Workflow",
    Icon: GitCompareArrows,
    words: "backtest preview compare filter history what would be different",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ state }) => state.openDialog("backtest"),
  },
  {
    id: "test",
    name: "Test the workflow",
    group: "Workflow",
    Icon: Play,
    keys: ["Mod+Enter"],
    reach: "fields",
    words: "try run dry rehearse check sample",
    fits: ({ editing, document }) => editing && document.nodes.length > 0,
    run: ({ scene }) => testWorkflow(scene),
  },
  {
    id: "save",
    name: "Save now",
    group: "Workflow",
    Icon: Save,
    keys: ["Mod+S"],
    reach: "dialogs",
    fits: ({ state }) => state.mayEdit,
    run: ({ scene }) => void scene.autosave.flush(),
  },
  {
    id: "webhook",
    name: "Address and signing key",
    group: "Workflow",
    Icon: KeyRound,
    words: "webhook url endpoint secret",
    takesFocus: true,
    fits: ({ state }) => state.mayEdit,
    run: ({ state }) => state.openDialog("webhook"),
  },
  {
    id: "settings",
    name: "Settings",
    group: "Workflow",
    Icon: SlidersHorizontal,
    words: "limit runs at once concurrency",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ state }) => state.openDialog("settings"),
  },
  {
    id: "duplicate-workflow",
    name: "Duplicate workflow",
    group: "Workflow",
    Icon: FilesIcon,
    words: "clone copy",
    fits: ({ state }) => state.mayEdit,
    run: ({ scene }) => void copyWorkflow(scene).catch(showFailure),
  },
  {
    id: "export",
    name: "Export as a file",
    group: "Workflow",
    Icon: Download,
    words: "download json backup",
    run: ({ scene }) => void downloadWorkflow(scene).catch(showFailure),
  },
  {
    id: "unpublish",
    name: "Unpublish",
    group: "Workflow",
    Icon: CloudOff,
    words: "stop offline pause",
    danger: true,
    takesFocus: true,
    fits: ({ state }) => state.mayEdit && state.facts.live !== null,
    run: ({ state }) => state.openDialog("unpublish"),
  },
  page({ id: "go-workflows", name: "Workflows", Icon: LayoutList }, "/workflows"),
  {
    ...page({ id: "go-runs", name: "Runs of this workflow", Icon: Activity }, ""),
    run: ({ scene, state }) => scene.go(`/workflows/${state.facts.id}/runs`),
  },
  page({ id: "go-events", name: "Events", Icon: Inbox }, "/events"),
  page({ id: "go-connections", name: "Connections", Icon: Link2 }, "/connections"),
];
