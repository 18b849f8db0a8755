"""The claimant's side: what is due to me, claims, messages, payments; employers and institutions for their people."""
