"use client";
/** Why a step went the way it did. */
import { Check, X } from "lucide-react";
import Link from "next/link";
import type { ConditionReport } from "@/lib/conditions/condition";
import { explainReport, reportRows } from "@/lib/conditions/explain";
import { labelerFor } from "@/lib/graph/sources";
import { DetailPart } from "./detail-part";
import type { StepsProps } from "./step-detail";

type Props = StepsProps & { report: ConditionReport };

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function Earlier({
  run,
  earlier,
}: Pick<Props, "run"> & { earlier: NonNullable<ConditionReport["earlier"]> }) {
  return (
    <p className="text-ink-2">
      Filtered: already on {WHEN.format(new Date(earlier.at))} in run{" "}
      <Link
        href={`/workflows/${run.workflowId}/runs/${earlier.runId}`}
        className="underline [overflow-wrap:anywhere]"
      >
        {earlier.runId}
      </Link>
      .
    </p>
  );
}

export function Decision(props: Props) {
  const { run, report } = props;
  return report.earlier ? <Earlier run={run} earlier={report.earlier} /> : <Conditions {...props} />;
}

function Conditions({ run, report, descriptors }: Props) {
  const labelOf = labelerFor(run.document, (type) => descriptors[type]);
  return report.branches.map(({ id, name, group }) => (
    <DetailPart key={id} title={`${name}: ${group.passed ? "holds" : "does not hold"}`}>
      <ul className="flex flex-col gap-2">
        {reportRows(group).map((row) => {
          const Icon = row.passed ? Check : X;
          const text = explainReport(row, labelOf);
          return (
            <li key={text} className="flex gap-2 text-[13px]">
              <Icon
                aria-label={row.passed ? "holds" : "does not hold"}
                size={16}
                className={`flex-none ${row.passed ? "text-success" : "text-error"}`}
              />
              <span className="[overflow-wrap:anywhere]">{text}</span>
            </li>
          );
        })}
      </ul>
    </DetailPart>
  ));
}
