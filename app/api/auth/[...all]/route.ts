import { getApp } from "@/lib/server/app";

export const dynamic = "force-dynamic";

const handle = (request: Request): Promise<Response> => getApp().auth.handler(request);

export { handle as GET, handle as POST };
