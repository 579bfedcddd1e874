"use client";
import { Ellipsis } from "lucide-react";
import { listConnections } from "@/lib/contracts/connections";
import { describedNode } from "@/lib/graph/described-node";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { useDoorQuery } from "../api/use-door";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { NodeIcon } from "../ui/node-icon";
import { useBuilder, useCommands, useDraft, useIssues, useScene } from "./builder-context";
import { stepElement } from "./focus";
import { InlineName } from "./inline-name";
import { NodeForm } from "./inspector/node-form";
import { useLookAt } from "./inspector/reference-look";
import { PanelFrame } from "./panel-frame";
import { TestFooter, TestTab } from "./parts-on-demand";
import { StepReading } from "./reading/step-reading";
import { useStepActions } from "./step-actions";
import { useCreateConnection } from "./use-create-connection";
import { useFieldSources } from "./use-field-sources";

/** The chosen step's form in its frame; for who may only look, what it says. */
export function StepPanel({ nodeId }: { nodeId: string }) {
  const draft = useDraft();
  const { lookup } = useScene();
  const { select } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const node = nodeOf(draft, nodeId);
  const descriptor = node && lookup(node.type);
  if (!node) return null;
  const place = draft.nodes.indexOf(node) + 1;
  return (
    <PanelFrame
      label="Step"
      icon={
        <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} size="lg" />
      }
      title={mayEdit ? <StepName node={node} /> : nodeName(node, descriptor)}
      subtitle={`${descriptor?.name ?? "Unknown step"} · ${place} of ${draft.nodes.length}`}
      actions={mayEdit && <StepMenu node={node} />}
      onClose={() => {
        select([]);
        stepElement(nodeId)?.focus();
      }}
    >
      <StepContent node={node} />
    </PanelFrame>
  );
}

function StepName({ node }: { node: WorkflowNode }) {
  const { lookup } = useScene();
  const { apply } = useCommands();
  return (
    <InlineName
      value={node.name ?? ""}
      placeholder={lookup(node.type)?.name ?? node.type}
      label="Step name"
      maxLength={120}
      editOn="hookline:rename-step"
      onChange={(name) => apply({ kind: "setName", nodeId: node.id, name })}
    />
  );
}

function StepContent({ node }: { node: WorkflowNode }) {
  const draft = useDraft();
  const { lookup } = useScene();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const descriptor = describedNode(draft, node, lookup) ?? lookup(node.type);
  if (!descriptor)
    return <p className="bd-panel-text">This installation does not know steps of the kind {node.type}.</p>;
  const Content = mayEdit ? StepForm : StepReading;
  return <Content node={node} descriptor={descriptor} />;
}

function StepForm({ node, descriptor }: { node: WorkflowNode; descriptor: NodeDescriptor }) {
  const { apply, openTab, focusField } = useCommands();
  const nodeId = node.id;
  const tab = useBuilder((state) => state.stepTab);
  const issues = useIssues();
  const focused = useBuilder((state) =>
    state.focusedField?.nodeId === nodeId ? state.focusedField.field : undefined,
  );
  const fields = useFieldSources(nodeId);
  const lookAt = useLookAt(nodeId);
  const connections = useDoorQuery(listConnections, {}).data?.connections ?? [];
  const createConnection = useCreateConnection(nodeId);
  return (
    <NodeForm
      key={nodeId}
      node={node}
      descriptor={descriptor}
      {...fields}
      lookAt={lookAt}
      issues={issues.filter((issue) => issue.nodeId === nodeId)}
      connections={connections.filter(({ integrationId }) => integrationId === descriptor.integrationId)}
      focusedField={focused}
      onConfigChange={(config, series) =>
        apply(
          { kind: "setConfig", nodeId, config },
          series === undefined ? {} : { series: `${series} ${nodeId}` },
        )
      }
      onConnectionChange={(connectionId) => apply({ kind: "setConnection", nodeId, connectionId })}
      onNameChange={(name) => apply({ kind: "setName", nodeId, name: name ?? "" })}
      onOptionsChange={(options) => apply({ kind: "setOptions", nodeId, options: options ?? {} })}
      onCreateConnection={createConnection}
      onFocusField={(field) => focusField(nodeId, field)}
      openTab={tab}
      onTabChange={openTab}
      moreTabs={[
        {
          id: "test",
          label: "Test",
          content: <TestTab node={node} descriptor={descriptor} />,
        },
      ]}
      footer={<TestFooter node={node} descriptor={descriptor} />}
    />
  );
}

function StepMenu({ node }: { node: WorkflowNode }) {
  const { lookup } = useScene();
  const { command } = useStepActions();
  const descriptor = lookup(node.type);
  const isAction = descriptor?.kind !== "trigger";
  const items = [
    { label: "Rename", onSelect: () => command(node.id, "rename") },
    { label: "Add a step after it", onSelect: () => command(node.id, "addAfter") },
    ...(isAction
      ? [
          { label: "Duplicate", onSelect: () => command(node.id, "duplicate") },
          { label: node.disabled ? "Enable" : "Disable", onSelect: () => command(node.id, "toggleDisabled") },
        ]
      : []),
    ...(descriptor?.canFail
      ? [{ label: "Add a step for when it fails", onSelect: () => command(node.id, "addOnError") }]
      : []),
    { label: "Delete", onSelect: () => command(node.id, "remove"), danger: true },
  ];
  return (
    <Menu
      label="More about this step"
      items={items}
      trigger={
        <IconButton label="More about this step">
          <Ellipsis aria-hidden size={16} strokeWidth={1.5} />
        </IconButton>
      }
    />
  );
}
