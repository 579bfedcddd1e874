"use client";
import { useMemo } from "react";
import { faultReason, referenceFault } from "@/lib/graph/reference-fault";
import type { Reference } from "@/lib/graph/references";
import { describeReference } from "@/lib/graph/sources";
import { formatOf } from "@/lib/graph/template/formats/all-formats";
import { useDraft, useScene } from "../builder-context";
import type { PillLabel } from "./inspector-context";

/** Name, origin and fault of any reference, also of one whose step is gone or runs later. */
export function useLookAt(nodeId: string): (reference: Reference) => PillLabel {
  const document = useDraft();
  const { lookup } = useScene();
  return useMemo(() => {
    const place = { document, nodeId, lookup };
    return (reference) => {
      const { label, sourceName, icon } = describeReference(document, reference, lookup);
      const fault = referenceFault(place, reference);
      return { label, sourceName, icon, fault: fault && faultReason(fault, titleOf(fault.format)) };
    };
  }, [document, nodeId, lookup]);
}

const titleOf = (format: string | undefined) => format && (formatOf(format)?.label ?? format);
