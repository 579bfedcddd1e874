"use client";
/** Parts of the canvas that only some workflows need. They are fetched by those alone, so that the others open sooner. */
import { type ComponentProps, lazy, Suspense } from "react";
import { untilLoaded } from "../ui/until-loaded";

const LazyOverview = lazy(() =>
  untilLoaded(() => import("./overview").then((part) => ({ default: part.Overview }))),
);
const LazyLoopFrames = lazy(() =>
  untilLoaded(() => import("./loop-frames").then((part) => ({ default: part.LoopFrames }))),
);

export const Overview = () => (
  <Suspense fallback={null}>
    <LazyOverview />
  </Suspense>
);

export const LoopFrames = (props: ComponentProps<typeof LazyLoopFrames>) => (
  <Suspense fallback={null}>
    <LazyLoopFrames {...props} />
  </Suspense>
);
