"use client";
import { lazy, Suspense, useEffect } from "react";
import { toasterIsShown } from "./toast";
import { untilLoaded } from "./until-loaded";

const LazyToaster = lazy(() =>
  untilLoaded(() => import("sonner").then(({ Toaster }) => ({ default: Toaster }))),
);

/** Shows what `toast` says. Once for all pages. */
export const Toaster = () => (
  <Suspense fallback={null}>
    <LazyToaster position="bottom-right" closeButton mobileOffset={{ bottom: 84 }} />
    <Shown />
  </Suspense>
);

/** Its effect comes after the library's, which listens: what is said sooner would be lost. */
function Shown(): null {
  useEffect(toasterIsShown, []);
  return null;
}
