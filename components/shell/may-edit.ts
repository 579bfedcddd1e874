"use client";
import { createContext, useContext } from "react";

/** False for who may only look; the server refuses them everything else anyway. */
export const MayEdit = createContext(true);

export const useMayEdit = (): boolean => useContext(MayEdit);
