export const Skeleton = ({ className = "" }: { className?: string }) => (
  <div className={`ui-skeleton ${className}`} role="status" aria-label="Loading" />
);
