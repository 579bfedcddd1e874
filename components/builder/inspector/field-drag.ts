"use client";
/** Fields are dragged from the picker and the Data tab, and dropped into inputs. */
import { type DragEvent, useState } from "react";
import type { FieldType } from "@/lib/graph/descriptor";

const FIELD_DRAG = "application/x-hookline-field";

export interface DraggedField {
  /** The reference. */
  raw: string;
  type: FieldType;
}

export function startFieldDrag(event: DragEvent, field: DraggedField): void {
  event.dataTransfer.effectAllowed = "copy";
  event.dataTransfer.setData(FIELD_DRAG, JSON.stringify(field));
  event.dataTransfer.setData("text/plain", field.raw);
}

export const isFieldDrag = (event: DragEvent): boolean => event.dataTransfer.types.includes(FIELD_DRAG);

/** Attributes for the box that takes a field. They look first, because an editor inside has a mind of its own about drops. */
export function useFieldDrop(onDrop: (field: DraggedField) => void) {
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent) => {
    if (!isFieldDrag(event)) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = "copy";
    setOver(true);
  };
  return {
    "data-field-over": over || undefined,
    onDragEnterCapture: hover,
    onDragOverCapture: hover,
    onDragLeaveCapture: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDropCapture: (event: DragEvent) => {
      if (!isFieldDrag(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      onDrop(JSON.parse(event.dataTransfer.getData(FIELD_DRAG)) as DraggedField);
    },
  };
}
