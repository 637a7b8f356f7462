# What only a real Windows can show of the agent: asks Windows itself, and the agent, and
# prints both side by side for a person to compare. Changes nothing; needs no arguments.
# Start it in an elevated PowerShell 5.1:
#   powershell.exe -NoProfile -ExecutionPolicy Bypass -File checklist.ps1
# What to look for stands in docs/windows-manual-test.md under the same numbers.

param([string]$Agent = 'hatang-agent')

function Show($title, [scriptblock]$question) {
    Write-Host ''
    Write-Host "== $title"
    try {
        & $question | Out-String -Width 160 | Write-Host
    }
    catch {
        Write-Host "   refused: $($_.Exception.Message)"
    }
}

function Show-Agent($kind) {
    Write-Output "agent, ${kind}:"
    Write-Output (ConvertTo-Json -InputObject $script:facts.$kind -Depth 4)
}

function Measure-Agent([string[]]$words) {
    $started = Get-Date
    $printed = & $Agent $words
    $seconds = ((Get-Date) - $started).TotalSeconds
    Write-Host ("   {0}: exit code {1}, {2:n1} s" -f ($words -join ' '), $LASTEXITCODE, $seconds)
    return $printed
}

Show '1 this Windows' {
    $key = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $key | Format-List -Property 'ProductName', 'DisplayVersion', 'CurrentBuild', 'UBR', 'EditionID'
    $identity = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
    'elevated: ' + $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

Show '2 a full reading by the agent' {
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    $script:facts = (Measure-Agent @('once', '--json') | Out-String | ConvertFrom-Json).facts
    $script:facts | Get-Member -MemberType NoteProperty | Format-Wide Name -Column 5
}

Show '3 volumes and BitLocker' {
    Get-CimInstance -Namespace root\cimv2\Security\MicrosoftVolumeEncryption -ClassName Win32_EncryptableVolume |
        Format-Table -Property 'DriveLetter', 'ProtectionStatus', 'ConversionStatus', 'EncryptionMethod', 'VolumeType'
    Show-Agent 'volume'
}

Show '4 antivirus' {
    Get-CimInstance -Namespace root\SecurityCenter2 -ClassName AntiVirusProduct |
        Format-Table -Property 'displayName', 'productState'
    Get-Service WinDefend | Format-Table -Property 'Name', 'Status', 'StartType'
    Show-Agent 'antivirus'
}

Show '5 firewall profiles' {
    Get-NetFirewallProfile -PolicyStore ActiveStore | Format-Table -Property 'Name', 'Enabled'
    Show-Agent 'firewall'
}

Show '6 local administrators (a number only)' {
    $group = Get-LocalGroup -SID 'S-1-5-32-544'
    'Windows: ' + @(Get-LocalGroupMember -Group $group).Count
    Show-Agent 'accounts'
}

Show '7 updates by the Update Agent, offline' {
    $started = Get-Date
    $searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher()
    $searcher.Online = $false
    $found = $searcher.Search('IsInstalled=0 and IsHidden=0').Updates
    $wanted = @($found | Where-Object { -not $_.BrowseOnly })
    'wait: {0}, of them not optional: {1}, with a severity: {2}' -f $found.Count, $wanted.Count, @($wanted | Where-Object { $_.MsrcSeverity }).Count
    'restart: ' + (New-Object -ComObject Microsoft.Update.SystemInfo).RebootRequired
    'seconds: {0:n0}' -f ((Get-Date) - $started).TotalSeconds
    Show-Agent 'updates'
}

Show '8 office programs' {
    Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Office\ClickToRun\Configuration' |
        Format-List -Property 'ProductReleaseIds', 'VersionToReport'
    Show-Agent 'office'
}

Show '9 drives' {
    Get-CimInstance -Namespace root\Microsoft\Windows\Storage -ClassName MSFT_PhysicalDisk |
        Format-Table -Property 'DeviceId', 'FriendlyName', 'MediaType', 'BusType', 'Size', 'HealthStatus'
    Get-CimInstance -Namespace root\Microsoft\Windows\Storage -ClassName MSFT_StorageReliabilityCounter |
        Format-Table -Property 'DeviceId', 'Wear', 'Temperature', 'PowerOnHours', 'ReadErrorsUncorrected'
    Show-Agent 'disk_health'
}

Show '10 firmware, Secure Boot, TPM' {
    'Secure Boot: ' + (Confirm-SecureBootUEFI)
    Get-CimInstance -Namespace root\cimv2\Security\MicrosoftTpm -ClassName Win32_Tpm | Format-List -Property 'SpecVersion'
    Show-Agent 'firmware'
    Show-Agent 'security'
}

Show '11 shadow copies and backups' {
    Get-CimInstance -ClassName Win32_ShadowCopy | Format-Table -Property 'InstallDate', 'VolumeName', 'Persistent'
    Show-Agent 'shadow_copies'
    Show-Agent 'backup'
}

Show '12 the script in place of COM' {
    Measure-Agent @('--version')
    $folder = Split-Path -Parent (Split-Path -Parent (Get-Command $Agent).Source)
    $file = Get-ChildItem -Path $folder -Recurse -Filter facts.ps1 -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($file) {
        $printed = & powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file.FullName
        ($printed | Out-String | ConvertFrom-Json).answers | ForEach-Object { '{0}: {1} rows {2}' -f $_.class, @($_.rows).Count, $_.error }
    }
}

Show '13 who may read the folder of the agent' {
    Get-Acl "$env:ProgramData\Hatang\agent" | Format-List -Property 'Owner', 'AccessToString'
}
