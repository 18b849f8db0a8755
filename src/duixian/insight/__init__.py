"""What a policy and a registry say when looked at as a whole: targets as statistics, the registers a policy needs."""
