"use client";
import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { isFieldDrag } from "./field-drag";

export interface InspectorTab {
  id: string;
  label: string;
  /** Drawn only while the tab is open. */
  content: ReactNode;
}

interface Props {
  tabs: readonly InspectorTab[];
  /** Id of the open tab; where there is none of that id, the first is open. */
  open: string;
  onOpenChange: (id: string) => void;
  /** Stays below every tab while that scrolls. */
  footer: ReactNode;
}

/** Arrow keys, Home and End go from tab to tab and open it; Tab goes on into its content. */
export function InspectorTabs({ tabs, open, onOpenChange, footer }: Props) {
  const chosen = tabs.find(({ id }) => id === open) ?? tabs[0];
  return (
    <Tabs.Root
      className="in-tabbed"
      value={chosen?.id}
      onValueChange={(id: string) => onOpenChange(id)}
      render={<div />}
    >
      <Tabs.List className="in-tabs" activateOnFocus aria-label="Parts of the step">
        {tabs.map(({ id, label }) => (
          // A field on its way opens the tab it is held over, so that it can be dropped there.
          <Tabs.Tab key={id} value={id} onDragEnter={(event) => isFieldDrag(event) && onOpenChange(id)}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {chosen && (
        <Tabs.Panel key={chosen.id} value={chosen.id} className="in-tab-panel" tabIndex={-1}>
          <div className="in-form">{chosen.content}</div>
        </Tabs.Panel>
      )}
      <footer className="bd-panel-foot">{footer}</footer>
    </Tabs.Root>
  );
}
