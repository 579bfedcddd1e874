/** Every integration that there is. A new one is a folder, an icon and two lines here; catalogue.test.ts says so if one is forgotten. */

import { customerIo } from "../integrations/customer-io";
import { email } from "../integrations/email";
import { flow } from "../integrations/flow";
import { http } from "../integrations/http";
import { preview } from "../integrations/preview";
import { slack } from "../integrations/slack";
import type { IntegrationDefinition } from "../kit/define";

export const INTEGRATIONS = [
  customerIo,
  flow,
  http,
  preview,
  slack,
  email,
] as const satisfies readonly IntegrationDefinition[];
