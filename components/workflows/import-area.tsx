"use client";
import { Upload, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import type { useImport } from "./use-import";

type Import = ReturnType<typeof useImport>;

export function ImportButton({ importing: { busy, importFiles } }: { importing: Import }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button loading={busy} onClick={() => field.current?.click()}>
        <Upload aria-hidden size={14} /> Import
      </Button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        data-testid="import-files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again, mended.
          event.target.value = "";
          void importFiles(files);
        }}
      />
    </>
  );
}

/** Files may be dropped anywhere on the page. */
export function DropArea({ importing: { importFiles } }: { importing: Import }) {
  const [over, setOver] = useState(false);
  const take = useRef(importFiles);
  take.current = importFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void take.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="wl-drop">
      <p>
        <Upload aria-hidden size={20} /> Drop workflow files to import them as drafts
      </p>
    </div>
  );
}

export function ImportProblems({ importing: { problems, dismiss } }: { importing: Import }) {
  if (problems.length === 0) return null;
  return (
    <section className="wl-problems" role="alert">
      <div>
        <h2>
          {problems.length === 1 ? "A file was not imported" : `${problems.length} files were not imported`}
        </h2>
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
      <IconButton label="Dismiss" onClick={dismiss}>
        <X aria-hidden size={16} />
      </IconButton>
    </section>
  );
}
