"use client";
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import type { ConnectionView } from "@/lib/contracts/connections";
import type { InputField, Issue, NodeDescriptor } from "@/lib/graph/descriptor";
import { isShown } from "@/lib/graph/is-shown";
import type { Reference } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import { takesAll } from "@/lib/graph/validate/input-issues";
import type { NodeOptions, WorkflowNode } from "@/lib/graph/workflow";
import { ClaimKey } from "./claim-key";
import { ConnectionChoice, takesConnection } from "./connection-choice";
import { DataTab } from "./data-tab";
import { ExpressionField } from "./expression-field";
import { takesField, withField } from "./field-taking";
import { InputControl } from "./input-control";
import "./inspector.css";
import { InspectorProvider, type PillLabel } from "./inspector-context";
import "./inputs.css";
import { type InspectorTab, InspectorTabs } from "./inspector-tabs";
import { StepOptions } from "./step-options";
import { useAskedField } from "./use-asked-field";

export interface NodeFormProps {
  node: WorkflowNode;
  descriptor: NodeDescriptor;
  sources: readonly PickerSource[];
  /** The sample output of the trigger, or of a step by its id. */
  sampleOf: (reference: string) => JsonValue;
  /** What a pill shows of a reference in this step. */
  lookAt: (reference: Reference) => PillLabel;
  /** Why a step may not have run before this one; null where it has. */
  whyEmpty: (nodeId: string) => string | null;
  /** The step's own. */
  sample: { sample: JsonValue; from: PickerSource["from"] };
  issues: readonly Issue[];
  connections: readonly ConnectionView[];
  /** Set by *Go to*: the field that a finding is about. */
  focusedField?: string | undefined;
  /** Changes of one series, made one after the other, are undone together. */
  onConfigChange: (config: JsonObject, series?: string) => void;
  onConnectionChange: (connectionId: string | undefined) => void;
  onNameChange: (name: string | undefined) => void;
  onOptionsChange: (options: NodeOptions | undefined) => void;
  onCreateConnection: (integrationId: string) => void;
  /** As *Go to* does: opens Setup and goes there. */
  onFocusField: (field: string) => void;
  openTab: string;
  onTabChange: (id: string) => void;
  /** After Options. */
  moreTabs?: readonly InspectorTab[];
  /** Below every tab. */
  footer: ReactNode;
}

/** Setup, Data and Options; what else belongs to a step is handed in by the builder. */
export function NodeForm(props: NodeFormProps) {
  const { node, descriptor, sources, sampleOf, lookAt, openTab, onTabChange, moreTabs = [] } = props;
  const put = (input: InputField, raw: string) => {
    props.onConfigChange({ ...node.config, [input.key]: withField(input, node.config[input.key], raw) });
    props.onFocusField(input.key);
  };
  const tabs: InspectorTab[] = [
    { id: "setup", label: "Setup", content: <Setup {...props} /> },
    {
      id: "data",
      label: "Data",
      content: (
        <DataTab
          nodeId={node.id}
          descriptor={descriptor}
          {...props.sample}
          targets={descriptor.inputs.filter((input) => takesField(input) && isShown(input, descriptor, node))}
          onPut={put}
        />
      ),
    },
    {
      id: "options",
      label: "Options",
      content: (
        <StepOptions
          options={node.options ?? {}}
          canFail={descriptor.canFail}
          tries={descriptor.tries}
          safeToRepeat={descriptor.safeToRepeat}
          onChange={props.onOptionsChange}
        />
      ),
    },
    ...moreTabs,
  ];
  return (
    <InspectorProvider sources={sources} sampleOf={sampleOf} lookAt={lookAt} whyEmpty={props.whyEmpty}>
      <InspectorTabs tabs={tabs} open={openTab} onOpenChange={onTabChange} footer={props.footer} />
    </InspectorProvider>
  );
}

function Setup(props: NodeFormProps) {
  const { node, descriptor, issues, focusedField } = props;
  const form = useAskedField(focusedField);
  const shown = descriptor.inputs.filter(
    (input) => input.input !== "shape" && isShown(input, descriptor, node),
  );
  const advanced = shown.filter((input) => input.advanced);
  return (
    <div className="in-setup" ref={form}>
      <Issues issues={issues.filter(({ field }) => field === undefined || isComposite(descriptor, field))} />
      <p className="text-ink-2">{descriptor.summary}</p>
      {takesConnection(descriptor) && <Connection {...props} />}
      {shown
        .filter((input) => !input.advanced)
        .map((input) => (
          <Control key={input.key} input={input} {...props} />
        ))}
      {descriptor.claims && (
        <ClaimKey
          inputs={shown.filter(({ key }) => descriptor.claims?.inputs.includes(key))}
          config={node.config}
        />
      )}
      {advanced.length > 0 && (
        <details open={advanced.some(({ key }) => key === focusedField) || undefined}>
          <summary className="ui-field-label cursor-pointer py-1">Advanced</summary>
          <div className="mt-3 flex flex-col gap-4">
            {advanced.map((input) => (
              <Control key={input.key} input={input} {...props} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

/** Their findings are about a part, so they stand above the whole. */
const isComposite = (descriptor: NodeDescriptor, field: string) =>
  descriptor.inputs.some(
    ({ key, input }) =>
      key === field && (input === "conditions" || input === "branches" || input === "cases"),
  );

function Connection({
  node,
  descriptor,
  connections,
  issues,
  onConnectionChange,
  onCreateConnection,
}: NodeFormProps) {
  return (
    <ConnectionChoice
      connectionId={node.connectionId}
      connections={connections}
      integrationName={descriptor.integrationName}
      error={issues.find(({ field }) => field === "connectionId")?.message}
      optional={descriptor.kind === "trigger"}
      onChange={onConnectionChange}
      onCreate={() => onCreateConnection(descriptor.integrationId)}
    />
  );
}

function Control({ input, node, descriptor, issues, onConfigChange }: NodeFormProps & { input: InputField }) {
  // A required field that nobody has touched yet is shown by its dashed chip on the card, not by an error at once.
  const untouched = node.config[input.key] === undefined;
  const error = issues.find(
    ({ field, code }) => field === input.key && !(untouched && code === "required"),
  )?.message;
  const change = (value: JsonValue | undefined, series?: string) => {
    const { [input.key]: _, ...rest } = node.config;
    onConfigChange(value === undefined ? rest : { ...rest, [input.key]: value }, series);
  };
  return (
    <div data-field={input.key} className="flex flex-col gap-4">
      {input.key === descriptor.evaluates?.expression ? (
        <ExpressionField
          input={input}
          node={node}
          evaluates={descriptor.evaluates}
          error={error}
          onConfigChange={onConfigChange}
        />
      ) : (
        <InputControl
          input={input}
          value={node.config[input.key]}
          error={error}
          connectionId={node.connectionId}
          onChange={change}
          all={takesAll(node, descriptor)}
        />
      )}
    </div>
  );
}

function Issues({ issues }: { issues: readonly Issue[] }) {
  return issues.map(({ code, severity, message, hint, field }) => {
    const Icon = severity === "error" ? CircleAlert : TriangleAlert;
    return (
      <div key={`${code} ${field} ${message}`} className="in-issue" data-severity={severity} role="status">
        <Icon aria-hidden size={14} />
        <div>
          <p>{message}</p>
          {hint && <p>{hint}</p>}
        </div>
      </div>
    );
  });
}
