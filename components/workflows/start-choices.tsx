"use client";
import { FlaskConical, MousePointerClick, Square } from "lucide-react";
import type { ReactNode } from "react";
import { NodeIcon } from "../ui/node-icon";
import { SAMPLE, SAMPLE_NAME } from "./sample-workflow";
import type { StepKind } from "./step-kind";
import type { NewWorkflow } from "./use-create";
import "./start.css";

interface Props {
  kinds: readonly StepKind[];
  onCreate: (wanted: NewWorkflow) => void;
}

const CLICK = "customer-io.email-link-clicked";

/** Instead of an empty list: ways to begin. */
export function StartChoices({ kinds, onCreate }: Props) {
  const others = kinds.filter(({ kind, type }) => kind === "trigger" && type !== CLICK);
  return (
    <section className="ui-card wl-start" aria-labelledby="start-choices">
      <h2 id="start-choices">Make your first workflow</h2>
      <p>An event from Customer.io starts it; steps that you draw decide what happens next.</p>
      <ul className="wl-start-ways">
        <Way
          icon={<FlaskConical aria-hidden size={20} />}
          title="Try a sample"
          text="Five steps that tell pricing clicks from docs clicks. Works as it is and needs no account."
          primary
          onChoose={() => onCreate({ name: SAMPLE_NAME, document: SAMPLE })}
        />
        <Way
          icon={<MousePointerClick aria-hidden size={20} />}
          title="Start from a Customer.io click"
          text="The trigger is in place, its fields are there to choose from, and you add what follows."
          onChoose={() => onCreate({ triggerType: CLICK })}
        />
        <Way
          icon={<Square aria-hidden size={20} />}
          title="Blank"
          text="An empty canvas. You can import a file, too: drop it anywhere here."
          onChoose={() => onCreate({})}
        />
      </ul>
      <h3>Or start when something else happens</h3>
      <ul className="wl-start-events">
        {others.map(({ type, name, icon, summary }) => (
          <li key={type}>
            <button type="button" title={summary} onClick={() => onCreate({ triggerType: type })}>
              <NodeIcon icon={icon} role="trigger" size="sm" />
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WayProps {
  icon: ReactNode;
  title: string;
  text: string;
  primary?: boolean;
  onChoose: () => void;
}

function Way({ icon, title, text, primary, onChoose }: WayProps) {
  return (
    <li>
      <button type="button" className="wl-way" data-primary={primary || undefined} onClick={onChoose}>
        {icon}
        <b>{title}</b>
        <span>{text}</span>
      </button>
    </li>
  );
}
