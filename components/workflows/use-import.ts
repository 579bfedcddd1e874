"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callDoor, DoorError } from "@/lib/contracts/call";
import { readWorkflowFile } from "@/lib/contracts/read-workflow-file";
import { createWorkflow } from "@/lib/contracts/workflows";
import { toast } from "../ui/toast";

interface Import {
  busy: boolean;
  /** Of the last import, a sentence for each file that was not taken. */
  problems: readonly string[];
  importFiles: (files: readonly File[]) => Promise<void>;
  dismiss: () => void;
}

/** Makes a draft of each file. One alone is opened; of several, those that are right are taken and the others named. */
export function useImport(): Import {
  const queries = useQueryClient();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const importFiles = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setBusy(true);
    const made: { id: string; name: string }[] = [];
    const refused: string[] = [];
    for (const file of files) {
      const answer = await importFile(file);
      if (typeof answer === "string") refused.push(answer);
      else made.push(answer);
    }
    setProblems(refused);
    setBusy(false);
    await queries.invalidateQueries();
    const [only] = made;
    if (only !== undefined && files.length === 1) router.push(`/workflows/${only.id}`);
    else if (made.length > 0) toast.success(`${made.length} of ${files.length} files are drafts now.`);
  };
  return { busy, problems, importFiles, dismiss: () => setProblems([]) };
}

/** The workflow, or why there is none. */
async function importFile(file: File): Promise<{ id: string; name: string } | string> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    return `${file.name} cannot be read. Is it still where it was, and not a folder?`;
  }
  const read = readWorkflowFile(file.name, text);
  if (!read.ok) return read.error;
  const { name, document } = read.value;
  try {
    return await callDoor(createWorkflow, { body: { name, document } });
  } catch (error) {
    const hint = error instanceof DoorError && error.body.hint ? ` ${error.body.hint}` : "";
    return `${file.name} was not taken: ${(error as Error).message}${hint}`;
  }
}
