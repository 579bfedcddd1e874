/** The integration's mark, from public/integrations. */
export const IntegrationIcon = ({ integrationId, size = 28 }: { integrationId: string; size?: number }) => (
  // biome-ignore lint/performance/noImgElement: a small SVG that needs no optimizing
  <img src={`/integrations/${integrationId}.svg`} alt="" width={size} height={size} className="flex-none" />
);
