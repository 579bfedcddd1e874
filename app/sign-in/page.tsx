import type { Metadata } from "next";
import { SignInForm } from "@/components/settings/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ to?: string; link?: string }>;
}) {
  const { to, link } = await searchParams;
  return <SignInForm to={to} linkUsed={link === "used"} />;
}
