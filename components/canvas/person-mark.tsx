import "./person-mark.css";

/** Somebody else who has the workflow open. */
export interface MarkedPerson {
  userId: string;
  label: string;
  initials: string;
  /** From 0 to 5. */
  color: number;
}

/** Initials in a circle, the name on hover and for screen readers. */
export function PersonMark({ person, title }: { person: MarkedPerson; title?: string }) {
  return (
    <span
      className="wf-person"
      role="img"
      data-color={person.color}
      aria-label={person.label}
      title={title ?? person.label}
    >
      {person.initials}
    </span>
  );
}

/** On the corner of a card: who has that step selected, too. */
export function CardPeople({ people }: { people: readonly MarkedPerson[] | undefined }) {
  if (people === undefined || people.length === 0) return null;
  return (
    <div className="wf-card-people">
      {people.slice(0, 3).map((person) => (
        <PersonMark key={person.userId} person={person} title={`${person.label}, also at this step`} />
      ))}
    </div>
  );
}
