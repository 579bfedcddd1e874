"use client";
import { useEffect } from "react";
import { useScene } from "../builder-context";
import { whenIdle } from "../when-idle";

/** Fetches what reads kept tests when the page has come to rest: nobody waits for old results. */
export function useKeptTests(): void {
  const { store, tests } = useScene();
  useEffect(() => {
    let end = () => {};
    let gone = false;
    const calledOff = whenIdle(() => {
      import("./kept-tests").then(
        ({ keepTests }) => {
          if (!gone) end = keepTests(store.getState().facts.id, tests);
        },
        () => undefined, // Offline: then there are no old results.
      );
    });
    return () => {
      gone = true;
      calledOff();
      end();
    };
  }, [store, tests]);
}
