/** Every kind of finding: what it is about and why it matters. docs/checks.md and the panel are made of it, and a finding of another kind does not compile. */
export interface Check {
  code: string;
  severity: "error" | "warning";
  /** Completes "Looked for …", without a full stop. */
  finds: string;
  /** What would come of it. */
  why: string;
  /** What *Fix* does, where it is safe. Absent: a person has to choose. */
  fix?: string;
}

export const CHECKS = [
  // The drawing
  {
    code: "no_trigger",
    severity: "error",
    finds: "no trigger",
    why: "Nothing would ever start the workflow.",
  },
  {
    code: "second_trigger",
    severity: "error",
    finds: "a second trigger",
    why: "A workflow begins in one place.",
  },
  {
    code: "no_steps",
    severity: "error",
    finds: "a trigger with nothing after it",
    why: "Events would start runs that do nothing.",
  },
  {
    code: "unreachable",
    severity: "error",
    finds: "steps that no path leads to",
    why: "They would never run.",
  },
  {
    code: "circle",
    severity: "error",
    finds: "steps that lead back to themselves",
    why: "A run would never end.",
  },
  {
    code: "dangling_edge",
    severity: "error",
    finds: "edges from or to a step that is gone",
    why: "A path would end where it should go on.",
    fix: "removes them",
  },
  {
    code: "unknown_branch",
    severity: "error",
    finds: "edges by a branch that is gone",
    why: "Nobody would ever take them.",
    fix: "removes them",
  },
  {
    code: "leaves_loop",
    severity: "error",
    finds: "edges that leave a loop",
    why: "What comes behind them would run for each item and once after all, which cannot both be.",
  },
  {
    code: "empty_loop",
    severity: "error",
    finds: "loops without a step",
    why: "Nothing would be done for any item.",
  },
  {
    code: "loops_too_deep",
    severity: "error",
    finds: "loops in loops in loops",
    why: "Three times a hundred items are a million steps.",
  },
  {
    code: "duplicate_id",
    severity: "error",
    finds: "two steps with one id",
    why: "References could not tell them apart.",
  },
  {
    code: "unknown_type",
    severity: "error",
    finds: "steps of a kind that is not installed",
    why: "Nothing could be done at them.",
  },
  // Settings
  {
    code: "required",
    severity: "error",
    finds: "required fields that are empty",
    why: "The step would fail, or do something that nobody meant.",
  },
  {
    code: "bad_value",
    severity: "error",
    finds: "numbers, dates, addresses and time zones that are none",
    why: "The step would fail.",
  },
  {
    code: "not_an_option",
    severity: "error",
    finds: "values that the list does not offer",
    why: "The step would fail.",
    fix: "takes the usual value, where there is one",
  },
  {
    code: "no_duration",
    severity: "error",
    finds: "waits that do not say how long",
    why: "The step would fail.",
  },
  {
    code: "bad_template",
    severity: "error",
    finds: "texts with references that cannot be read",
    why: "The step would fail.",
  },
  {
    code: "bad_expression",
    severity: "error",
    finds: "expressions that cannot be read",
    why: "The step would fail.",
  },
  {
    code: "repeats_unsafely",
    severity: "warning",
    finds: "more tries asked for where a repetition is noticed",
    why: "What a try that broke off has done may be done twice.",
    fix: "tries it once only",
  },
  // Conditions and branches
  {
    code: "no_conditions",
    severity: "error",
    finds: "filters, branches and groups without a condition",
    why: "An empty filter lets nothing through.",
    fix: "removes what is empty, where something remains",
  },
  {
    code: "no_field",
    severity: "error",
    finds: "conditions that look at nothing",
    why: "They could never hold.",
    fix: "removes what is empty, where something remains",
  },
  {
    code: "no_operator",
    severity: "error",
    finds: "conditions with an operator of another type",
    why: "They could never hold.",
  },
  {
    code: "no_value",
    severity: "error",
    finds: "conditions with nothing to compare with",
    why: "They could never hold.",
  },
  {
    code: "bad_pattern",
    severity: "error",
    finds: "patterns that cannot be read",
    why: "They would match nothing.",
  },
  {
    code: "bad_conditions",
    severity: "error",
    finds: "conditions that cannot be read",
    why: "The step would fail.",
  },
  {
    code: "never_holds",
    severity: "warning",
    finds: "conditions that contradict each other",
    why: "Nothing would get past them.",
  },
  {
    code: "always_holds",
    severity: "warning",
    finds: "conditions that hold for every value",
    why: "They stop nothing, and look as if they did.",
  },
  {
    code: "no_branches",
    severity: "error",
    finds: "branches and splits without a way",
    why: "Everything would go by Otherwise.",
  },
  {
    code: "unnamed_branch",
    severity: "error",
    finds: "branches without a name",
    why: "Nobody could tell them apart in a run.",
  },
  {
    code: "duplicate_branch",
    severity: "error",
    finds: "two branches with one id",
    why: "An edge could not tell them apart.",
  },
  {
    code: "shadowed_branch",
    severity: "warning",
    finds: "branches that an earlier one leaves nothing to",
    why: "They are never taken.",
    fix: "moves a branch up, where that leaves none without",
  },
  // References
  {
    code: "deleted_step",
    severity: "error",
    finds: "references to a step that is gone",
    why: "They would be empty.",
  },
  {
    code: "not_upstream",
    severity: "error",
    finds: "references to a step that does not run before",
    why: "They would be empty.",
  },
  {
    code: "unknown_field",
    severity: "error",
    finds: "references to a field that a step does not have",
    why: "They would be empty.",
  },
  {
    code: "unknown_root",
    severity: "error",
    finds: "references to neither the trigger nor a step",
    why: "They would be empty.",
  },
  {
    code: "step_in_loop",
    severity: "error",
    finds: "references into a loop from outside of it",
    why: "A step that runs for each item has no one value.",
  },
  {
    code: "item_outside_loop",
    severity: "error",
    finds: "references to an item by a step that is not in the loop",
    why: "They would be empty.",
  },
  {
    code: "results_in_loop",
    severity: "error",
    finds: "references to a loop's results by a step within it",
    why: "They are there when the loop is done.",
  },
  {
    code: "may_be_empty",
    severity: "warning",
    finds: "references to a step that some paths go around",
    why: "They are empty on those paths.",
  },
  // Connections, and other workflows
  {
    code: "connection_missing",
    severity: "error",
    finds: "steps without the connection that they need",
    why: "They could not act for anybody.",
    fix: "takes the only one there is",
  },
  {
    code: "connection_unknown",
    severity: "error",
    finds: "connections that are gone",
    why: "The step would fail.",
    fix: "takes the only one there is",
  },
  {
    code: "connection_failing",
    severity: "warning",
    finds: "connections that expired, or failed their last test",
    why: "The step would probably fail.",
  },
  {
    code: "no_signing_key",
    severity: "warning",
    finds: "endpoints without a signing key",
    why: "Events cannot be verified, so they are held and start nothing.",
  },
  {
    code: "same_action_elsewhere",
    severity: "warning",
    finds: "live workflows that do the same on the same event",
    why: "It would be done twice. Told by the last 200 events.",
  },
] as const satisfies readonly Check[];

export type CheckCode = (typeof CHECKS)[number]["code"];
