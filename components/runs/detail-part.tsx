import type { ReactNode } from "react";

export const DetailPart = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className="mb-2 text-[13px] font-semibold">{title}</h3>
    {children}
  </div>
);
