"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect, useState } from "react";
import { DoorError } from "@/lib/contracts/call";
import { Toaster } from "../ui/toaster";
import { registerServiceWorker } from "./offline-pages";

const FRESH_MS = 5_000;

/** A refusal stays a refusal; only a server that is away is asked again. */
const retry = (failures: number, error: Error) =>
  !(error instanceof DoorError && error.status < 500) && failures < 2;

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry } } }),
  );
  useEffect(registerServiceWorker, []);
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange>
      <QueryClientProvider client={client}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
