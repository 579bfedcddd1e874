"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";

interface Props {
  value: string;
  placeholder: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Hidden until one asks to see it. */
export function SecretInput({ value, placeholder, onChange }: Props) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="in-literal">
      <Input
        type={shown ? "text" : "password"}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
      <IconButton label={shown ? "Hide it" : "Show it"} onClick={() => setShown(!shown)}>
        <Icon aria-hidden size={14} />
      </IconButton>
    </div>
  );
}
