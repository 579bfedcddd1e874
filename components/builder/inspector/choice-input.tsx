"use client";
import { ChoiceList } from "./choice-list";
import { ListButton } from "./list-button";

interface Props {
  label: string;
  /** Whose list it is; undefined while no connection is chosen. */
  connectionId: string | undefined;
  list: string;
  value: string;
  placeholder: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One of what the service offers now, found by typing; anything else that is typed will do, too. */
export const ChoiceInput = ({ label, connectionId, list, value, placeholder, onChange }: Props) => (
  <ListButton label={label} shown={value} placeholder={placeholder} onPick={onChange}>
    {(pick) => <ChoiceList {...{ label, connectionId, list, value }} onPick={pick} />}
  </ListButton>
);
