"use client";
import { Panel, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import type { CanvasHandle } from "./canvas-props";

interface Props {
  canvas: CanvasHandle;
  editable: boolean;
  children: ReactNode;
}

export function CanvasControls({ canvas, editable, children }: Props) {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left" className="wf-controls">
      <div className="wf-float" role="toolbar" aria-label="Zoom">
        <Tool name="Zoom out" onPress={canvas.zoomOut} icon={<Minus size={16} strokeWidth={1.5} />} />
        <span className="wf-percent">{percent}%</span>
        <Tool name="Zoom in" onPress={canvas.zoomIn} icon={<Plus size={16} strokeWidth={1.5} />} />
        <i className="wf-sep" />
        <Tool name="Fit" onPress={canvas.fit} icon={<Maximize size={16} strokeWidth={1.5} />} />
        {editable && (
          <Tool
            name="Tidy up"
            onPress={() => canvas.tidy()}
            icon={<Workflow size={16} strokeWidth={1.5} />}
          />
        )}
      </div>
      {children}
    </Panel>
  );
}

function Tool({ name, onPress, icon }: { name: string; onPress: () => void; icon: ReactNode }) {
  return (
    <button type="button" className="wf-tool" aria-label={name} title={name} onClick={() => onPress()}>
      {icon}
    </button>
  );
}
