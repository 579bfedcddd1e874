"use client";
/** An expression, and what it comes to for the sample; its shape is kept with the step, so that later steps can pick from it. */
import { useEffect, useMemo, useRef, useState } from "react";
import { isDeepEqual } from "@/lib/base/equal";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import type { InputField, NodeDescriptor } from "@/lib/graph/descriptor";
import { shapeOf } from "@/lib/graph/result-shape";
import type { WorkflowNode } from "@/lib/graph/workflow";
import type { Evaluated, ExpressionWork } from "@/lib/transform/evaluate-expression";
import { Field } from "../../ui/field";
import { Textarea } from "../../ui/textarea";
import { askExpression } from "../expressions/ask-expression";
import { placeIn } from "../expressions/place-in";
import { sampleWork } from "../expressions/sample-work";
import { useInspector } from "./inspector-context";

const PAUSE_MS = 200;
const SHOWN_CHARACTERS = 2_000;

interface Props {
  input: InputField;
  node: WorkflowNode;
  evaluates: NonNullable<NodeDescriptor["evaluates"]>;
  error: string | undefined;
  onConfigChange: (config: JsonObject) => void;
}

export function ExpressionField(props: Props) {
  const { input, node, evaluates, error, onConfigChange } = props;
  const { scope } = useInspector();
  const { config } = node;
  const work = useMemo(() => sampleWork(config, evaluates, scope), [config, evaluates, scope]);
  const answer = useAnswer(work);
  useShape(answer, props, work);
  const { evaluated } = answer;
  const text = String(config[input.key] ?? "");
  const problem = evaluated?.ok === false ? evaluated.problem : null;
  const where = problem?.at === undefined ? "" : ` ${placeIn(text, problem.at)}`;
  const write = (next: string) => {
    const { [input.key]: _, ...rest } = config;
    onConfigChange(next === "" ? rest : { ...rest, [input.key]: next });
  };
  return (
    <>
      <Field
        label={input.label}
        hint={input.description}
        error={problem ? `${problem.message}${where}` : error}
      >
        <Textarea
          rows={Math.min(16, Math.max(4, text.split("\n").length + 1))}
          spellCheck={false}
          autoCapitalize="off"
          className="in-code"
          placeholder={input.placeholder}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      </Field>
      {work !== null && <Result evaluated={evaluated} />}
    </>
  );
}

function Result({ evaluated }: { evaluated: Evaluated | null }) {
  return (
    <output className="in-claim-key" aria-label="Result for the sample">
      <span className="ui-field-label">Result for the sample</span>
      <ResultText evaluated={evaluated} />
    </output>
  );
}

function ResultText({ evaluated }: { evaluated: Evaluated | null }) {
  if (evaluated === null) return <span className="ui-field-hint">Calculating…</span>;
  if (!evaluated.ok) return <span className="ui-field-hint">None, for the reason above.</span>;
  if (evaluated.result === undefined)
    return <span className="ui-field-hint">Nothing: the sample has no such value.</span>;
  const text = JSON.stringify(evaluated.result, null, 2);
  return (
    <pre className="in-result">
      {text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}
    </pre>
  );
}

interface Answer {
  /** Of what was asked, as JSON. */
  key: string;
  evaluated: Evaluated | null;
}

/** The newest answer; an older one stays until it is there. */
function useAnswer(work: ExpressionWork | null): Answer {
  const key = JSON.stringify(work);
  const [answer, setAnswer] = useState<Answer>({ key: "", evaluated: null });
  useEffect(() => {
    const asked = JSON.parse(key) as ExpressionWork | null;
    let gone = false;
    const timer = setTimeout(async () => {
      const evaluated = asked === null ? null : await askExpression(asked);
      if (!gone) setAnswer({ key, evaluated });
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  return answer;
}

/**
 * Writes the shape of a new answer beside the settings that it is of. Only after these have changed: opening a step changes nothing, and
 * taking a change back brings the shape of that time along.
 */
function useShape({ key, evaluated }: Answer, props: Props, work: ExpressionWork | null): void {
  const { node, evaluates } = props;
  const asked = JSON.stringify([node.config[evaluates.expression], node.config[evaluates.data]]);
  const settled = useRef(asked);
  const latest = useRef(props);
  latest.current = props;
  const isCurrent = key === JSON.stringify(work);
  useEffect(() => {
    if (!isCurrent || !evaluated?.ok || settled.current === asked) return;
    settled.current = asked;
    const { node, evaluates, onConfigChange } = latest.current;
    const { [evaluates.shape]: before = null, ...rest } = node.config;
    const shape = shapeOf(evaluated.result) as JsonValue;
    if (!isDeepEqual(before, shape))
      onConfigChange(shape === null ? rest : { ...rest, [evaluates.shape]: shape });
  }, [isCurrent, evaluated, asked]);
}
