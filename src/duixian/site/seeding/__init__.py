"""The demo: a made-up registry brought into the service, and a month of an office's work done on it.

Everything is done by the verbs that officers and claimants use, each on its day (``authorities.clock``), so whatever
stands in the database after it could stand there after a real month. Which policy, which days and which budget is
data beside the policy (``demo.yaml``); no word of a policy is known here.
"""
