"use client";
/** A step's configuration for who may only look: the same tabs, and nothing to type into. */
import { useMemo } from "react";
import { listConnections } from "@/lib/contracts/connections";
import type { InputField, NodeDescriptor } from "@/lib/graph/descriptor";
import { isShown } from "@/lib/graph/is-shown";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { useDoorQuery } from "../../api/use-door";
import { fieldLabels } from "../../canvas/field-labels";
import { useBuilder, useCommands, useDraft, useScene } from "../builder-context";
import { takesConnection } from "../inspector/connection-choice";
import { DataTab } from "../inspector/data-tab";
import { InspectorProvider } from "../inspector/inspector-context";
import { type InspectorTab, InspectorTabs } from "../inspector/inspector-tabs";
import { useLookAt } from "../inspector/reference-look";
import { StepOptions } from "../inspector/step-options";
import { useFieldSources } from "../use-field-sources";
import { ValueReading } from "./value-reading";
import "../inspector/inspector.css";
import "../inspector/inputs.css";
import "./reading.css";

interface Props {
  node: WorkflowNode;
  descriptor: NodeDescriptor;
}

const nothing = () => undefined;

export function StepReading({ node, descriptor }: Props) {
  const { openTab } = useCommands();
  const open = useBuilder((state) => state.stepTab);
  const { sample, ...fields } = useFieldSources(node.id);
  const lookAt = useLookAt(node.id);
  const tabs: InspectorTab[] = [
    { id: "setup", label: "Setup", content: <Setup node={node} descriptor={descriptor} /> },
    {
      id: "data",
      label: "Data",
      content: <DataTab nodeId={node.id} descriptor={descriptor} {...sample} targets={[]} onPut={nothing} />,
    },
    {
      id: "options",
      label: "Options",
      content: (
        <fieldset className="br-options" disabled>
          <StepOptions
            options={node.options ?? {}}
            canFail={descriptor.canFail}
            tries={descriptor.tries}
            safeToRepeat={descriptor.safeToRepeat}
            onChange={nothing}
          />
        </fieldset>
      ),
    },
  ];
  return (
    <InspectorProvider {...fields} lookAt={lookAt}>
      <InspectorTabs
        tabs={tabs}
        open={open}
        onOpenChange={openTab}
        footer={<p className="bd-foot-note">You may look at this step. An owner can let you edit it, too.</p>}
      />
    </InspectorProvider>
  );
}

function Setup({ node, descriptor }: Props) {
  const draft = useDraft();
  const { descriptors } = useScene();
  const labels = useMemo(() => fieldLabels(draft, descriptors), [draft, descriptors]);
  const shown = descriptor.inputs.filter(
    (input) => input.input !== "shape" && isShown(input, descriptor, node),
  );
  const settingOf = ({ key, default: fallback }: InputField) => node.config[key] ?? fallback;
  return (
    <>
      <p className="text-ink-2">{descriptor.summary}</p>
      <dl className="br-values">
        {takesConnection(descriptor) && <ConnectionReading node={node} descriptor={descriptor} />}
        {shown.map((input) => (
          <div key={input.key}>
            <dt>{input.label}</dt>
            <dd>
              <ValueReading input={input} value={settingOf(input)} labels={labels} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function ConnectionReading({ node, descriptor }: Props) {
  const connections = useDoorQuery(listConnections, {}).data?.connections;
  if (connections === undefined) return null;
  const ofIntegration = connections.filter(({ integrationId }) => integrationId === descriptor.integrationId);
  const chosen = ofIntegration.find(({ id }) => id === node.connectionId);
  const inItsPlace = ofIntegration.length > 0 ? "The first one" : "Made when it is published";
  const none = descriptor.kind === "trigger" ? inItsPlace : "Not set";
  return (
    <div>
      <dt>{descriptor.integrationName} connection</dt>
      <dd>{chosen?.name ?? (node.connectionId === undefined ? none : "One that is no longer there")}</dd>
    </div>
  );
}
