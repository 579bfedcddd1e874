/** Short messages at the edge of the page, shown once what shows them is there (toaster.tsx): it is no part of a page's first load. */
import type { ExternalToast } from "sonner";

type Say = (message: string, options?: ExternalToast) => void;

let shown: () => void = () => undefined;
const isShown = new Promise<void>((resolve) => {
  shown = resolve;
});
export const toasterIsShown = (): void => shown();

const library = () => isShown.then(() => import("sonner"));

export const toast: Say & { error: Say; success: Say } = Object.assign(
  (...said: Parameters<Say>) => void library().then((sonner) => sonner.toast(...said)),
  {
    error: (...said: Parameters<Say>) => void library().then((sonner) => sonner.toast.error(...said)),
    success: (...said: Parameters<Say>) => void library().then((sonner) => sonner.toast.success(...said)),
  },
);
