"use client";
import { Check, X } from "lucide-react";
import type { ConditionReport } from "@/lib/conditions/condition";
import { explainReport, reportRows } from "@/lib/conditions/explain";
import { labelerFor } from "@/lib/graph/sources";
import { useDraft, useScene } from "../builder-context";

/** Every condition with the value that it saw. */
export function ReportView({ report }: { report: ConditionReport }) {
  const draft = useDraft();
  const { lookup } = useScene();
  const labelOf = labelerFor(draft, lookup);
  return report.branches.map(({ id, name, group }) => (
    <section key={id} className="bt-part" aria-label={name}>
      <header>
        <h3>{`${name}: ${group.passed ? "holds" : "does not hold"}`}</h3>
      </header>
      <ul className="bt-report">
        {reportRows(group).map((row) => {
          const text = explainReport(row, labelOf);
          const Icon = row.passed ? Check : X;
          return (
            <li key={text} data-passed={row.passed}>
              <Icon
                role="img"
                aria-label={row.passed ? "holds" : "does not hold"}
                size={14}
                strokeWidth={2}
              />
              <span>{text}</span>
            </li>
          );
        })}
      </ul>
    </section>
  ));
}
