/** The hook. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
    <rect width="28" height="28" rx="8" fill="var(--brand)" />
    <path
      d="M16.500 7.200v8.600a3.600 3.600 0 1 1-7.200 0v-1.200"
      fill="none"
      stroke="var(--on-brand)"
      strokeWidth="2.200"
      strokeLinecap="round"
    />
    <circle cx="16.500" cy="6.800" r="1.700" fill="var(--on-brand)" />
  </svg>
);
