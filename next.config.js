/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Next.js checks types through the compiler's API, which TypeScript 7 does not have; `npm run check` runs tsc.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Another for every build, for the service worker; none while developing, where pages change under it.
  env: { HOOKLINE_BUILD: process.env.NODE_ENV === "production" ? Date.now().toString(36) : "" },
  // Loaded by Node as they are: they read files beside themselves, or must be one instance per process.
  serverExternalPackages: [
    "@prisma/client",
    "better-auth",
    "graphile-worker",
    "nodemailer",
    "pg",
    "pino",
    "undici",
  ],
  headers: async () => [
    // Asked for again every time, so that a new build's comes at once.
    { source: "/service-worker.js", headers: [{ key: "cache-control", value: "no-cache" }] },
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-frame-options", value: "DENY" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        {
          key: "content-security-policy",
          value: "frame-ancestors 'none'; object-src 'none'; base-uri 'self'",
        },
      ],
    },
  ],
};
export default config;
