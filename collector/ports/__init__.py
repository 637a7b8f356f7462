"""What is wrong with ports and devices: rules over what was watched for days; no I/O."""
