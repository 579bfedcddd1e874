"use client";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { PersonMark } from "../../canvas/person-mark";
import { useBuilder, useScene } from "../builder-context";
import type { Person } from "./people";
import "./presence.css";

const SHOWN = 4;

/** Who else has this workflow open. */
export function PeopleRow() {
  const people = useBuilder((state) => state.people);
  return <PeopleList people={people} titleOf={useTitles()} />;
}

interface ListProps {
  people: readonly Person[];
  titleOf?: (person: Person) => string;
}

/** Nobody: nothing. */
export function PeopleList({ people, titleOf = ({ label }) => label }: ListProps) {
  if (people.length === 0) return null;
  const more = people.slice(SHOWN);
  return (
    <ul className="bd-people" aria-label="Also here">
      {people.slice(0, SHOWN).map((person) => (
        <li key={person.userId}>
          <PersonMark person={person} title={titleOf(person)} />
        </li>
      ))}
      {more.length > 0 && (
        <li className="bd-people-more" title={more.map(({ label }) => label).join(", ")}>
          +{more.length}
        </li>
      )}
    </ul>
  );
}

/** "Ann Lee, at Tell the CRM". */
function useTitles(): (person: Person) => string {
  const { lookup } = useScene();
  const document = useBuilder((state) => state.history.document);
  return ({ label, nodeIds }) => {
    const steps = nodeIds.flatMap((id) => nodeOf(document, id) ?? []);
    const names = steps.map((node) => nodeName(node, lookup(node.type)));
    return names.length === 0 ? label : `${label}, at ${names.join(" and ")}`;
  };
}
