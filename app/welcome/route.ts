import { welcome } from "@/lib/server/auth/welcome";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => welcome(request);
