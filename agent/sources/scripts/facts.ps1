# Asks Windows what the agent asks by COM, for the case that COM does not work.
#
# The agent runs this file at most every six hours, and only then:
#   powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File facts.ps1
# It reads and changes nothing, takes no arguments, and prints one JSON document. What it
# asks stands in the list below: namespace, class, and the properties that are printed.

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$questions = @(
    @('root\Microsoft\Windows\Storage', 'MSFT_PhysicalDisk', @('AdapterSerialNumber', 'BusType', 'DeviceId', 'FirmwareVersion', 'FriendlyName', 'HealthStatus', 'MediaType', 'Model', 'OperationalStatus', 'SerialNumber', 'Size', 'SpindleSpeed')),
    @('root\Microsoft\Windows\Storage', 'MSFT_StorageReliabilityCounter', @('DeviceId', 'PowerOnHours', 'ReadErrorsUncorrected', 'Temperature', 'Wear', 'WriteErrorsUncorrected')),
    @('root\SecurityCenter2', 'AntiVirusProduct', @('displayName', 'productState')),
    @('root\SecurityCenter2', 'FirewallProduct', @('displayName', 'productState')),
    @('root\StandardCimv2', 'MSFT_NetAdapter', @('ConnectorPresent', 'DriverName', 'InterfaceDescription', 'InterfaceOperationalStatus', 'MediaConnectState', 'Name', 'NdisPhysicalMedium', 'PermanentAddress', 'ReceiveLinkSpeed', 'Speed', 'Virtual')),
    @('root\StandardCimv2', 'MSFT_NetFirewallProfile', @('Enabled', 'Name')),
    @('root\cimv2', 'Win32_ComputerSystem', @('Domain', 'Manufacturer', 'Model', 'NumberOfLogicalProcessors', 'PCSystemType', 'PartOfDomain', 'SystemFamily', 'TotalPhysicalMemory', 'Workgroup')),
    @('root\cimv2', 'Win32_DiskDrive', @('DeviceID', 'FirmwareRevision', 'Index', 'InterfaceType', 'MediaType', 'Model', 'PNPDeviceID', 'SerialNumber', 'Size', 'Status')),
    @('root\cimv2', 'Win32_LogicalDisk', @('DeviceID', 'DriveType', 'FileSystem')),
    @('root\cimv2', 'Win32_NetworkAdapter', @('Description', 'MACAddress', 'Name', 'NetConnectionID', 'NetConnectionStatus', 'PNPDeviceID', 'PhysicalAdapter', 'ServiceName', 'Speed')),
    @('root\cimv2', 'Win32_NetworkAdapterConfiguration', @('DefaultIPGateway', 'Description', 'IPAddress', 'IPEnabled', 'IPSubnet', 'MACAddress')),
    @('root\cimv2', 'Win32_OperatingSystem', @('BuildNumber', 'Caption', 'InstallDate', 'LastBootUpTime', 'LocalDateTime', 'Locale', 'OSArchitecture', 'OperatingSystemSKU', 'ProductType', 'ServicePackMajorVersion', 'TotalVisibleMemorySize', 'Version')),
    @('root\cimv2', 'Win32_PhysicalMemory', @('BankLabel', 'Capacity', 'ConfiguredClockSpeed', 'DeviceLocator', 'FormFactor', 'Manufacturer', 'MemoryType', 'PartNumber', 'SMBIOSMemoryType', 'SerialNumber', 'Speed')),
    @('root\cimv2', 'Win32_PhysicalMemoryArray', @('MaxCapacity', 'MaxCapacityEx', 'MemoryDevices', 'Use')),
    @('root\cimv2', 'Win32_Processor', @('AddressWidth', 'DeviceID', 'Manufacturer', 'MaxClockSpeed', 'Name', 'NumberOfCores', 'NumberOfLogicalProcessors', 'SocketDesignation')),
    @('root\cimv2', 'Win32_QuickFixEngineering', @('InstalledOn')),
    @('root\cimv2', 'Win32_ShadowCopy', @('ClientAccessible', 'ID', 'InstallDate', 'Persistent', 'VolumeName')),
    @('root\cimv2', 'Win32_VideoController', @('DeviceID', 'Name', 'PNPDeviceID')),
    @('root\cimv2\Security\MicrosoftTpm', 'Win32_Tpm', @('SpecVersion')),
    @('root\cimv2\Security\MicrosoftVolumeEncryption', 'Win32_EncryptableVolume', @('ConversionStatus', 'DriveLetter', 'EncryptionMethod', 'ProtectionStatus', 'VolumeType')),
    @('root\wmi', 'MSStorageDriver_FailurePredictStatus', @('InstanceName', 'PredictFailure'))
)

Add-Type -AssemblyName System.Management
$answers = @()
foreach ($question in $questions) {
    $namespace, $class, $properties = $question
    $answer = @{ namespace = $namespace; class = $class }
    try {
        $rows = @()
        foreach ($instance in @(Get-CimInstance -Namespace $namespace -ClassName $class -OperationTimeoutSec 10)) {
            $row = @{}
            foreach ($property in $properties) {
                $found = $instance.CimInstanceProperties[$property]
                if (-not $found) { continue }
                $value = $found.Value
                if ($value -is [DateTime]) {
                    # As WMI writes it, with the offset from UTC, so that nobody shifts it.
                    $value = [System.Management.ManagementDateTimeConverter]::ToDmtfDateTime($value)
                }
                $row[$property] = $value
            }
            $rows += $row
        }
        $answer.rows = $rows
    }
    catch {
        $answer.error = $_.Exception.Message
    }
    $answers += $answer
}

[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
[Console]::Out.Write((ConvertTo-Json -InputObject @{ format = 1; answers = $answers } -Depth 5 -Compress))
