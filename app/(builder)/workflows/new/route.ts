import { startWorkflow } from "@/lib/server/workflows/start-workflow";

export const dynamic = "force-dynamic";

/** `/workflows/new?trigger=<type>`: the closing button of an integration page. */
export const GET = (request: Request): Promise<Response> => startWorkflow(request);
